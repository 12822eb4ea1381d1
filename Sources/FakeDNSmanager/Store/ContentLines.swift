extension Transaction {
  /// Domains in the order of their names; `nil` for a name is all.
  func domainLines(_ name: DomainName?, limit: Int) throws -> [DomainLine] {
    try all(
      """
      SELECT d.name, a.name, n.name, d.dtype, d.active
      FROM domain d JOIN account a ON a.id = d.user JOIN namespace n ON n.id = d.namespace_id
      WHERE ?1 IS NULL OR d.name = ?1 ORDER BY d.name, d.id LIMIT ?2
      """, [.optional(name?.text), .number(limit)]
    ) {
      DomainLine(
        name: $0.text(0), owner: $0.text(1), namespace: $0.text(2), type: $0.text(3),
        active: $0.bool(4))
    }
  }

  /// Accounts in the order of their logins; `nil` for a login is all.
  func accountLines(_ name: String?, limit: Int) throws -> [AccountLine] {
    try all(
      """
      SELECT a.name, a.level, p.name, n.name, a.active
      FROM account a LEFT JOIN account p ON p.id = a.parent
        LEFT JOIN namespace n ON n.id = a.namespace
      WHERE ?1 IS NULL OR a.name = ?1 ORDER BY a.name LIMIT ?2
      """, [.optional(name), .number(limit)]
    ) {
      AccountLine(
        name: $0.text(0), level: $0.int(1), parent: $0.optionalText(2),
        namespace: $0.optionalText(3), active: $0.bool(4))
    }
  }
}
