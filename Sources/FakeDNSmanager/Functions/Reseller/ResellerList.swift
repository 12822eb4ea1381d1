/// Lists the resellers.
enum ResellerList: PanelFunction {
  static let contract = Contract(
    name: "reseller",
    summary: "Lists all resellers.",
    access: .administrators,
    effect: .reads,
    evidence: .observed("reference §3.4; the columns but `name` are assumed"))

  static func answer(_ input: PageRequest, in call: Call) throws -> Reply {
    try call.list(.accounts(.reseller, for: call.account, settings: call.settings), input)
  }
}
