extension ListQuery {
  /// The sessions of an account and of those below it, used at that time or since.
  static func sessions(for viewer: Account, usedSince time: WorldTime) -> ListQuery {
    let query = ListQuery(
      key: Column("id", "s.id"),
      columns: [Column("id", "s.id"), Column("name", "a.name"), Column("ip", "s.address")],
      source: "session AS s JOIN account AS a ON a.id = s.account"
    ).only("s.used >= ?", .integer(time.seconds))
    // As ``Transaction/isAbove(_:_:)``: an id is as good as a password.
    return viewer.level >= .admin
      ? query.only(
        "(a.id = ? OR a.level < ?)", .integer(viewer.id), .number(viewer.level.rawValue))
      : query.only("(a.id = ? OR a.parent = ?)", .integer(viewer.id), .integer(viewer.id))
  }
}
