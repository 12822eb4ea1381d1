/// Lists the users in the caller's reach.
enum UserList: PanelFunction {
  static let contract = Contract(
    name: "user",
    summary: "Lists a reseller's users; for an administrator those of all resellers and his own.",
    access: .resellers,
    effect: .reads,
    evidence: .observed("reference §3.3; the columns but `name` and `parent` are assumed"))

  static func answer(_ input: PageRequest, in call: Call) throws -> Reply {
    try call.list(.accounts(.user, for: call.account, settings: call.settings), input)
  }
}
