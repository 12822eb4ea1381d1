/// Shows or sets the session's filter on the list of domains.
enum DomainFilter: PanelFunction {
  static let contract = Contract.filter(
    "domain", of: "domains", access: .users,
    columns: .domainColumns(.optional("dtype", "`master` or `slave`", example: "*")),
    evidence: .observed("reference §3.1"))

  static func answer(_ input: FilterForm, in call: Call) throws -> Reply {
    try call.filter(
      "domain", .domains(in: call.domainScope(), seenBy: call.account), input)
  }
}
