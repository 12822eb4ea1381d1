/// Lists domains.
enum DomainList: PanelFunction {
  static let contract = Contract(
    name: "domain",
    summary:
      "Lists domains: a user's own, a reseller's with those of his users, all for administrators.",
    access: .users,
    effect: .reads,
    fields: PageRequest.fields,
    evidence: .documented("reference §3.1"))

  static func answer(_ input: PageRequest, in call: Call) throws -> Reply {
    try call.list(.domains(in: call.domainScope(), seenBy: call.account), input)
  }
}

extension PageRequest {
  /// The parameters that every list takes.
  static let fields: [Contract.Field] = [
    .optional("p_num", "number of the page, from 1", example: "1"),
    .optional("p_cnt", "rows per page, 1 to \(maximumSize)", example: "50"),
    .optional("p_order", "`+` or `-` and the column to sort by", example: "-name"),
    .optional(
      "filter", "`on`: only rows whose columns have the values given by name", example: "on"),
  ]
}
