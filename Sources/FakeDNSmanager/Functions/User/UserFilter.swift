/// Shows or sets the session's filter on the list of users.
enum UserFilter: PanelFunction {
  static let contract = Contract(
    name: "user.filter",
    summary: "Shows or sets which users the session's list holds; any column can be given.",
    access: .resellers,
    effect: .changes,
    fields: [
      .optional("sok", "any text: set, and not only show", example: "ok"),
      .optional("name", "login; `*` or nothing is any", example: "dns117"),
      .optional("active", "`on` or `off`; `*` or nothing is any", example: "on"),
    ],
    evidence: .assumed("reference §3.3, as `domain.filter` is"))

  static func answer(_ input: FilterForm, in call: Call) throws -> Reply {
    try call.filter(
      "user", .accounts(.user, for: call.account, settings: call.settings), input)
  }
}
