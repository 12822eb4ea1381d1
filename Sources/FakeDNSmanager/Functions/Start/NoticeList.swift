/// Lists what the panel wants the caller to know.
enum NoticeList: PanelFunction {
  static let contract = Contract(
    name: "notify",
    summary: "Lists the panel's notices to the caller; a simulated panel has none.",
    access: .users,
    effect: .reads,
    evidence: .observed("reference §3.5, other products; its form is assumed"))

  static func answer(_ input: NoInput, in call: Call) throws -> Reply {
    .list(Reply.List(key: "id", rows: []))
  }
}
