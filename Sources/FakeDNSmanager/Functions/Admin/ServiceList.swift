/// Lists the programs that the panel looks after.
enum ServiceList: PanelFunction {
  static let contract = Contract(
    name: "services",
    summary: "Lists the programs that the panel looks after; the simulated ones always run.",
    access: .administrators,
    effect: .reads,
    evidence: .observed("reference §3.5, other products; rows and columns are assumed"))

  static func answer(_ input: NoInput, in call: Call) throws -> Reply {
    .list(
      Reply.List(
        key: "name",
        rows: ["ihttpd", "named"].map { name in
          [Reply.Cell("name", name), Reply.Cell("active", "on")]
        }))
  }
}
