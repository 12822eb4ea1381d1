/// A domain as the fields of `domain.edit` show it.
enum DomainForm {
  /// The form of a domain, or an empty one for a new domain.
  static func view(of domain: Domain?, in call: Call) throws -> Reply.FormView {
    let kinds = Reply.FormView.Select(
      field: "dtype", choices: Domain.Kind.allCases.map { Reply.Cell($0.rawValue, $0.rawValue) })
    guard let domain else {
      return Reply.FormView(fields: blank(mailbox: call.account.email), selects: [kinds])
    }
    let owner = try call.store.account(id: domain.ownerID)?.name ?? ""
    return Reply.FormView(
      elid: domain.name,
      fields: cells(of: domain) + [
        Reply.Cell("user", owner), Reply.Cell("namespace_id", String(domain.namespaceID)),
      ], selects: [kinds])
  }

  /// The fields that a save takes, with their values.
  static func cells(of domain: Domain) -> [Reply.Cell] {
    [
      Reply.Cell("name", domain.name),
      Reply.Cell("dtype", domain.kind.rawValue),
      Reply.Cell("masterip", domain.masterAddress ?? ""),
      Reply.Cell("email", domain.email),
      Reply.Cell("dnssec", Flag(domain.isSigned).rawValue),
    ]
  }

  private static func blank(mailbox: String) -> [Reply.Cell] {
    [
      Reply.Cell("name", ""),
      Reply.Cell("dtype", Domain.Kind.master.rawValue),
      Reply.Cell("ip", ""),
      Reply.Cell("masterip", ""),
      Reply.Cell("email", mailbox),
      Reply.Cell("dnssec", Flag.off.rawValue),
    ]
  }
}
