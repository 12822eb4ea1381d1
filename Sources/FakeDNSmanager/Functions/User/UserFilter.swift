/// Shows or sets the session's filter on the list of users.
enum UserFilter: PanelFunction {
  static let contract = Contract.filter(
    "user", of: "users", access: .resellers, columns: .accountColumns(example: "dns117"),
    evidence: .assumed("reference §3.3, as `domain.filter` is"))

  static func answer(_ input: FilterForm, in call: Call) throws -> Reply {
    try call.filter(
      "user", .accounts(.user, for: call.account, settings: call.settings), input)
  }
}
