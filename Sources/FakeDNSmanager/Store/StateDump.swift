/// Everything that a world's tables hold, row by row: what snapshots and comparisons are made of.
///
/// Two worlds that answer alike have equal dumps, but for the clock. Rows are in the order of their
/// primary key.
struct StateDump: Sendable, Equatable {
  /// One table.
  struct Table: Sendable, Equatable {
    let name: String
    let columns: [String]
    /// Where in ``columns`` the primary key stands.
    let key: [Int]
    var rows: [[SQLValue]]

    /// The columns with the values of one row.
    func cells(of row: [SQLValue]) -> [(column: String, value: SQLValue)] {
      zip(columns, row).map { ($0, $1) }
    }
  }

  var tables: [Table]

  subscript(table name: String) -> Table? { tables.first { $0.name == name } }
}

extension Store {
  /// All rows of all tables at one moment.
  func dump() throws -> StateDump {
    try change { transaction in
      StateDump(tables: try transaction.emptyTables().map { try transaction.filled($0) })
    }
  }

  /// A store with these rows in place of its own.
  ///
  /// - Throws: SQLite's error where the rows contradict the schema.
  init(_ dump: StateDump) throws {
    try self.init()
    try change { transaction in
      try transaction.run("PRAGMA defer_foreign_keys = ON", [], .nothing)
      for table in dump.tables {
        try transaction.run("DELETE FROM \"\(table.name)\"", [], .everything)
        for row in table.rows { try transaction.insert(row, into: table) }
      }
    }
  }

  /// The tables that this version knows, without rows.
  static func emptyTables() throws -> [StateDump.Table] {
    try Store().change { try $0.emptyTables() }
  }
}

extension Transaction {
  /// The counters of automatic keys stand last: inserting rows moves them.
  fileprivate func emptyTables() throws -> [StateDump.Table] {
    let names = try all(
      """
      SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'grdb_%'
      ORDER BY name = 'sqlite_sequence', name
      """
    ) { $0.text(0) }
    return try names.map { name in
      let columns = try all(
        "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", [.text(name)]
      ) { (name: $0.text(0), isKey: $0.bool(1)) }
      let key = columns.indices.filter { columns[$0].isKey }
      return StateDump.Table(
        name: name, columns: columns.map(\.name), key: key.isEmpty ? [0] : key, rows: [])
    }
  }

  fileprivate func filled(_ table: StateDump.Table) throws -> StateDump.Table {
    var filled = table
    let order = table.key.map { "\"\(table.columns[$0])\"" }.joined(separator: ", ")
    filled.rows = try all("SELECT * FROM \"\(table.name)\" ORDER BY \(order)") { row in
      table.columns.indices.map { row.value(Int32($0)) }
    }
    return filled
  }

  func insert(_ row: [SQLValue], into table: StateDump.Table) throws {
    let places = table.columns.map { _ in "?" }.joined(separator: ", ")
    let columns = table.columns.map { "\"\($0)\"" }.joined(separator: ", ")
    try run("INSERT INTO \"\(table.name)\" (\(columns)) VALUES (\(places))", row, .everything)
  }
}
