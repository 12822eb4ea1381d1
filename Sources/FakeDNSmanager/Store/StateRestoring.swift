extension Store {
  /// Gives tables the rows that they have in a dump, in place of their own, and the world's own row the
  /// values of columns.
  ///
  /// A row that refers to something which is not there any more stays away.
  ///
  /// - Parameters:
  ///   - tables: Their names, those that others refer to first.
  ///   - columns: Those of the table `world`.
  ///   - dump: Where the rows come from.
  /// - Throws: SQLite's error when it has no memory for it.
  func putBack(tables: [String], columns: [String], as dump: StateDump) throws {
    try change { transaction in
      try transaction.run("PRAGMA defer_foreign_keys = ON", [], .nothing)
      for table in tables.reversed() {
        try transaction.run("DELETE FROM \"\(table)\"", [], .everything)
      }
      for table in tables.compactMap({ dump[table: $0] }) {
        for row in table.rows { try transaction.insert(row, into: table) }
      }
      for table in tables { try transaction.deleteOrphans(of: table) }
      guard let world = dump[table: "world"], let row = world.rows.first else { return }
      for (column, value) in world.cells(of: row) where columns.contains(column) {
        try transaction.run("UPDATE world SET \"\(column)\" = ?", [value])
      }
    }
  }
}

extension Transaction {
  /// Deletes the rows of a table that refer to rows which are not there.
  fileprivate func deleteOrphans(of table: String) throws {
    let references = try all(
      "SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list(?)", [.text(table)]
    ) { (column: $0.text(0), parent: $0.text(1), key: $0.text(2)) }
    for reference in references {
      try run(
        """
        DELETE FROM "\(table)" WHERE "\(reference.column)" IS NOT NULL
          AND "\(reference.column)" NOT IN (SELECT "\(reference.key)" FROM "\(reference.parent)")
        """)
    }
  }
}
