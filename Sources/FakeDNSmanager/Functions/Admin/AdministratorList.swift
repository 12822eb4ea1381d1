/// Lists the administrators.
enum AdministratorList: PanelFunction {
  static let contract = Contract(
    name: AccountKind.administrator.word,
    summary: "Lists the administrators.",
    access: .administrators,
    effect: .reads,
    evidence: .assumed("reference §3.4, the name is ISPmanager's"))

  static func answer(_ input: PageRequest, in call: Call) throws -> Reply {
    try call.list(.accounts(.admin, for: call.account, settings: call.settings), input)
  }
}
