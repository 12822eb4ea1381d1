/// Shows or sets the session's filter on the list of problem domains.
enum ProblemDomainFilter: PanelFunction {
  static let contract = Contract.filter(
    "problemdomain", of: "problem domains", access: .users,
    columns: .domainColumns(
      .optional("masterip", "address of the master", example: "192.0.2.1")),
    evidence: .assumed("as domain.filter"))

  static func answer(_ input: FilterForm, in call: Call) throws -> Reply {
    try call.filter(
      "problemdomain",
      .problemDomains(in: call.domainScope(), notRefreshedSince: ProblemDomainList.limit(in: call)),
      input)
  }
}
