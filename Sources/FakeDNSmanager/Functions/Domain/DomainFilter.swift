/// Shows or sets the session's filter on the list of domains.
enum DomainFilter: PanelFunction {
  static let contract = Contract(
    name: "domain.filter",
    summary: "Shows or sets which domains the session's list holds; any column can be given.",
    access: .users,
    effect: .changes,
    fields: [
      .optional("name", "name; `*` or nothing is any", example: "example.com"),
      .optional("user", "login of the owner; `*` or nothing is any", example: "dns117"),
      .optional("dtype", "`master` or `slave`; `*` or nothing is any", example: "*"),
    ],
    evidence: .observed("reference §3.1"))

  static func answer(_ input: FilterForm, in call: Call) throws -> Reply {
    try call.filter(
      "domain", .domains(in: call.domainScope(), seenBy: call.account), input)
  }
}
