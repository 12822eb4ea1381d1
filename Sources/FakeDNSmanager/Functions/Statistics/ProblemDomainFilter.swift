/// Shows or sets the session's filter on the list of problem domains.
enum ProblemDomainFilter: PanelFunction {
  static let contract = Contract(
    name: "problemdomain.filter",
    summary:
      "Shows or sets which problem domains the session's list holds; any column can be given.",
    access: .users,
    effect: .changes,
    fields: [
      .optional("name", "name; `*` or nothing is any", example: "example.com"),
      .optional("user", "login of the owner; `*` or nothing is any", example: "dns117"),
      .optional("masterip", "address of the master; `*` or nothing is any", example: "192.0.2.1"),
    ],
    evidence: .assumed("as domain.filter"))

  static func answer(_ input: FilterForm, in call: Call) throws -> Reply {
    try call.filter(
      "problemdomain",
      .problemDomains(in: call.domainScope(), notRefreshedSince: ProblemDomainList.limit(in: call)),
      input)
  }
}
