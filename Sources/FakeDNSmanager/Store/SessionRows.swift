extension ListQuery {
  /// The sessions of an account and of those below it; of all accounts for an administrator.
  static func sessions(for viewer: Account) -> ListQuery {
    let query = ListQuery(
      key: Column("id", "s.id"),
      columns: [Column("id", "s.id"), Column("name", "a.name"), Column("ip", "s.address")],
      source: "session AS s JOIN account AS a ON a.id = s.account")
    guard viewer.level < .admin else { return query }
    return query.only(
      "(a.id = ? OR a.parent = ?)", .integer(viewer.id), .integer(viewer.id))
  }
}
