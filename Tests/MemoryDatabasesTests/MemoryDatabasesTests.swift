import GRDB
import MemoryDatabases
import Testing

/// What one database leaves to the next: its connection, and nothing else.
struct MemoryDatabasesTests {
  private static func databases() -> MemoryDatabases {
    MemoryDatabases { queue in
      try queue.write { db in
        try db.execute(
          sql: """
            CREATE TABLE account (
              id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, sealed BLOB,
              parent INTEGER REFERENCES account (id) ON DELETE CASCADE);
            CREATE TABLE record (
              account INTEGER NOT NULL REFERENCES account (id), value, PRIMARY KEY (account, value)
            ) WITHOUT ROWID;
            """)
      }
    }
  }

  private static func add(_ names: [String], to database: MemoryDatabase) throws {
    try database.inDatabase { db in
      for name in names {
        try db.execute(
          sql: "INSERT INTO account (name, sealed) VALUES (?, x'00ff')", arguments: [name])
        try db.execute(
          sql: "INSERT INTO record (account, value) VALUES (last_insert_rowid(), ?)",
          arguments: [name])
      }
    }
  }

  private static func rows(_ database: MemoryDatabase) throws -> [String] {
    try database.inDatabase { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT name || ' ' || hex(sealed) || ' ' || ifnull(parent, '-') FROM account
          UNION ALL SELECT account || ' ' || value || ' ' || typeof(value) FROM record
          UNION ALL SELECT name || ' next ' || seq FROM sqlite_sequence
          """)
    }
  }

  /// A mark on the connection, which is in no table.
  private static func mark(_ database: MemoryDatabase) throws -> Int? {
    try database.inDatabase { db in try Int.fetchOne(db, sql: "PRAGMA cache_size") }
  }

  private static func setMark(_ database: MemoryDatabase, _ mark: Int) throws {
    try database.inDatabase { db in try db.execute(sql: "PRAGMA cache_size = \(mark)") }
  }

  @Test func `an empty database on a connection that was used has no row and counts from one`()
    throws
  {
    let databases = Self.databases()
    do {
      let first = try databases.empty()
      try Self.add(["a", "b"], to: first)
      try Self.setMark(first, 77)
    }
    let second = try databases.empty()
    #expect(try Self.mark(second) == 77)
    #expect(try Self.rows(second) == [])
    try Self.add(["c"], to: second)
    #expect(try Self.rows(second) == ["c 00FF -", "1 c text", "account next 1"])
  }

  @Test func `databases that live at the same time have connections of their own`() throws {
    let databases = Self.databases()
    let first = try databases.empty()
    let second = try databases.empty()
    try Self.add(["a"], to: first)
    #expect(try Self.rows(second) == [])
  }

  @Test func `a copy has the rows, the numbers to come and a life of its own`() throws {
    let databases = Self.databases()
    let first = try databases.empty()
    try Self.add(["a", "b", "c"], to: first)
    try first.inDatabase {
      try $0.execute(sql: "DELETE FROM record; DELETE FROM account WHERE id = 3")
    }
    for _ in 1...3 {
      let copy = try databases.copy(of: first)
      #expect(try Self.rows(copy) == Self.rows(first))
      try Self.add(["d"], to: copy)
      #expect(try Self.rows(copy).contains("4 d text"))
    }
    #expect(try Self.rows(first) == ["a 00FF -", "b 00FF -", "account next 3"])
  }

  @Test func `a row that refers to a later one is copied as well`() throws {
    let databases = Self.databases()
    let first = try databases.empty()
    try Self.add(["a", "b"], to: first)
    try first.inDatabase { try $0.execute(sql: "UPDATE account SET parent = 2 WHERE id = 1") }
    let copy = try databases.copy(of: first)
    #expect(try Self.rows(copy) == Self.rows(first))
    #expect(try Self.rows(copy).contains("a 00FF 2"))
  }

  @Test func `a large database is copied, and its connection is not kept`() throws {
    let databases = Self.databases()
    let name = String(repeating: "x", count: 1000)
    do {
      let first = try databases.empty()
      try Self.add((0..<2000).map { "\($0)\(name)" }, to: first)
      try Self.setMark(first, 77)
      let copy = try databases.copy(of: first)
      #expect(try Self.rows(copy) == Self.rows(first))
      try Self.setMark(copy, 77)
    }
    #expect(try Self.mark(databases.empty()) != 77)
  }

  @Test func `the bytes of a database change with its rows`() throws {
    let database = try Self.databases().empty()
    let before = try database.image()
    #expect(try database.image() == before)
    try Self.add(["a"], to: database)
    #expect(try database.image() != before)
  }
}
