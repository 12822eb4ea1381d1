/// Shows or sets the session's filter on the list of resellers.
enum ResellerFilter: PanelFunction {
  static let contract = Contract(
    name: "reseller.filter",
    summary: "Shows or sets which resellers the session's list holds; any column can be given.",
    access: .administrators,
    effect: .changes,
    fields: [
      .optional("sok", "any text: set, and not only show", example: "ok"),
      .optional("name", "login; `*` or nothing is any", example: "provider2"),
      .optional("active", "`on` or `off`; `*` or nothing is any", example: "on"),
    ],
    evidence: .assumed("reference §1.4, as `domain.filter` is"))

  static func answer(_ input: FilterForm, in call: Call) throws -> Reply {
    try call.filter(
      "reseller", .accounts(.reseller, for: call.account, settings: call.settings), input)
  }
}
