extension ListQuery {
  /// The accounts of that level that `viewer` may see.
  ///
  /// A reseller sees his users; an administrator sees all, or only what administrators made when the
  /// settings say so (reference §4.3).
  static func accounts(
    _ level: AccessLevel, for viewer: Account, settings: WorldSettings
  ) -> ListQuery {
    let query = ListQuery(
      key: Column("name", "a.name"), columns: columns(level, settings),
      source: """
        account AS a LEFT JOIN account AS p ON p.id = a.parent \
        LEFT JOIN namespace AS n ON n.id = a.namespace
        """
    ).only("a.level = ?", .number(level.rawValue))
    guard viewer.level >= .admin else { return query.only("a.parent = ?", .integer(viewer.id)) }
    let seesAll = settings.administratorSeesAll || level != .user
    return seesAll ? query : query.only("a.parent IS NULL")
  }

  private static func columns(_ level: AccessLevel, _ settings: WorldSettings) -> [Column] {
    var columns = [
      Column("name", "a.name"),
      Column("parent", "coalesce(p.name, \(Account.administratorSQL))"),
      Column("level", "a.level"),
      .flag("active", "a.active AND coalesce(p.active, 1)"),
    ]
    guard level < .admin else { return columns }
    if settings.tellsNamespaces {
      columns.append(Column("namespace", "n.name", content: .domainName))
    }
    columns.append(Column("domainlimit", "a.domainlimit"))
    if level == .reseller { columns.append(Column("userlimit", "a.userlimit")) }
    return columns
  }
}

extension Account {
  /// Who stands above an account without a parent: the first administrator.
  ///
  /// A client skips rows without a parent, so it is never empty (reference §4.3); whose name the
  /// product shows there is assumed.
  fileprivate static let administratorSQL = """
    coalesce((SELECT name FROM account WHERE parent IS NULL AND level >= 29 \
    ORDER BY level, id LIMIT 1), 'root')
    """
}

extension Transaction {
  /// The login of the account above, as the lists show it.
  func parentName(of account: Account) throws -> String {
    try first(
      """
      SELECT coalesce((SELECT name FROM account WHERE id = ?), \(Account.administratorSQL))
      """, [.optional(account.parentID)]
    ) { $0.text(0) } ?? ""
  }
}
