public import GRDB
private import GRDBSQLite
private import Synchronization

/// Databases in memory that have the same tables.
///
/// Who is done with one leaves its connection to the next, and with it the statements that were compiled on
/// it: a suite opens two for each of its cases, and to compile the same statements for each of them took a
/// quarter of its time. A lock guards the connections that are free.
public final class MemoryDatabases: Sendable {
  /// More than any runner has cases under way.
  private static let mostSpare = 32
  /// The pages of a database whose connection is worth keeping: those of a large one would stay with it.
  private static let mostPages = 256
  /// The pages up to which copying row by row is faster: empty, those of our two sides have 28 and 37.
  private static let mostPagesByRow = 48

  private let configuration: Configuration
  private let schema: @Sendable (DatabaseQueue) throws -> Void
  private let spare = Mutex<[MemoryConnection]>([])

  /// Creates none yet.
  ///
  /// - Parameters:
  ///   - configuration: How connections are opened.
  ///   - schema: Makes the tables of a new database, and no row but in tables of GRDB.
  public init(
    configuration: Configuration = Configuration(),
    schema: @escaping @Sendable (DatabaseQueue) throws -> Void
  ) {
    self.configuration = configuration
    self.schema = schema
  }

  /// Returns a database without rows.
  ///
  /// - Throws: What the schema throws, or SQLite's error when there is no memory for it.
  public func empty() throws -> MemoryDatabase {
    while let connection = spare.withLock({ $0.popLast() }) {
      // A connection that cannot be emptied has no further use.
      if (try? connection.queue.inDatabase(connection.empty)) != nil {
        return MemoryDatabase(connection, leavingTo: self)
      }
    }
    let connection = try MemoryConnection(DatabaseQueue(configuration: configuration), schema)
    return MemoryDatabase(connection, leavingTo: self)
  }

  /// Returns a database with the rows of another one.
  ///
  /// A small one is copied row by row onto a connection that has been used before; the pages of a larger
  /// one are faster to copy.
  ///
  /// - Throws: SQLite's error when there is no memory for it.
  public func copy(of source: MemoryDatabase) throws -> MemoryDatabase {
    try source.inDatabase { rows in
      if try rows.pages() <= Self.mostPagesByRow {
        let copy = try empty()
        // Rows that refer to later ones cannot be put in one after the other.
        if (try? copy.fill(from: rows)) != nil { return copy }
      }
      let image = try DatabaseImage(of: rows)
      let connection = try MemoryConnection(
        DatabaseQueue(configuration: configuration), image, tables: source.connection.tables)
      return MemoryDatabase(connection, leavingTo: self)
    }
  }

  /// Takes a connection back from somebody who is done with it.
  func leave(_ connection: MemoryConnection) {
    guard let pages = try? connection.queue.inDatabase({ try $0.pages() }), pages <= Self.mostPages
    else { return }
    spare.withLock { spare in
      if spare.count < Self.mostSpare { spare.append(connection) }
    }
  }
}

/// One database in memory; its connection goes to another one when this value dies.
public final class MemoryDatabase: Sendable {
  fileprivate let connection: MemoryConnection
  private let home: MemoryDatabases

  fileprivate init(_ connection: MemoryConnection, leavingTo home: MemoryDatabases) {
    self.connection = connection
    self.home = home
  }

  deinit { home.leave(connection) }

  /// Does `body` with the connection, which nobody else has meanwhile; throws what `body` throws.
  public func inDatabase<Value>(_ body: (Database) throws -> Value) rethrows -> Value {
    // Without this value the connection would belong to somebody else.
    try withExtendedLifetime(self) { try connection.queue.inDatabase(body) }
  }

  /// The bytes of the whole database: as long as they are the same, no row has changed.
  ///
  /// - Throws: SQLite's error when there is no memory for them.
  public func image() throws -> [UInt8] { try inDatabase { try DatabaseImage(of: $0).bytes } }

  fileprivate func fill(from source: Database) throws {
    try inDatabase { try connection.fill($0, from: source) }
  }
}

/// A connection and the names of its tables.
struct MemoryConnection: Sendable {
  let queue: DatabaseQueue
  /// Those that others refer to first, and the counters of automatic keys last: rows move them.
  let tables: [String]

  /// Makes the tables.
  init(_ queue: DatabaseQueue, _ schema: (DatabaseQueue) throws -> Void) throws {
    self.queue = queue
    try schema(queue)
    tables = try queue.inDatabase { db in
      db.compileFaster()
      return try String.fetchAll(
        db,
        sql: """
          SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'grdb_%'
          ORDER BY name = 'sqlite_sequence', rowid
          """)
    }
  }

  /// Takes the tables of an image.
  ///
  /// To ask for their names would have SQLite read how each was made, which takes longer than to copy a
  /// hundred pages.
  init(_ queue: DatabaseQueue, _ image: DatabaseImage, tables: [String]) throws {
    self.queue = queue
    self.tables = tables
    try queue.inDatabase { db in
      try image.load(into: db)
      db.compileFaster()
    }
  }

  /// Deletes all rows.
  func empty(_ db: Database) throws {
    try db.atOnce {
      for table in tables.reversed() { try db.run("DELETE FROM \"\(table)\"") }
    }
  }

  /// Gives an empty database the rows of another one with the same tables.
  func fill(_ db: Database, from source: Database) throws {
    try db.atOnce {
      for table in tables {
        if table == "sqlite_sequence" { try db.run("DELETE FROM \"\(table)\"") }
        try db.insertAll(of: table, from: source)
      }
    }
  }
}

extension Database {
  /// How many pages the database has.
  fileprivate func pages() throws -> Int {
    try Int.fetchOne(cachedStatement(sql: "PRAGMA page_count")) ?? 0
  }

  /// Has SQLite no longer tell GRDB what each statement that it compiles will read and write.
  ///
  /// Observers of tables would need it, and there are none; it takes as long as the compiling.
  fileprivate func compileFaster() { sqlite3_set_authorizer(sqliteConnection, nil, nil) }

  fileprivate func run(_ sql: String) throws { try cachedStatement(sql: sql).execute() }

  /// Does all of `body` or nothing.
  fileprivate func atOnce(_ body: () throws -> Void) throws {
    try run("BEGIN IMMEDIATE")
    do {
      try body()
      try run("COMMIT")
    } catch {
      // SQLite has rolled back itself when it was full. Should it fail to, the first error still tells why.
      if isInsideTransaction { try? run("ROLLBACK") }
      throw error
    }
  }

  /// Inserts each row of a table of another database into that of this one.
  fileprivate func insertAll(of table: String, from source: Database) throws {
    let rows = try source.cachedStatement(sql: "SELECT * FROM \"\(table)\"").sqliteStatement
    defer { sqlite3_reset(rows) }
    guard try source.hasRow(rows) else { return }
    let columns = sqlite3_column_count(rows)
    let places = (0..<columns).map { _ in "?" }.joined(separator: ", ")
    let insertion = try cachedStatement(sql: "INSERT INTO \"\(table)\" VALUES (\(places))")
      .sqliteStatement
    defer { sqlite3_clear_bindings(insertion) }
    repeat {
      for column in 0..<columns {
        sqlite3_bind_value(insertion, column + 1, sqlite3_column_value(rows, column))
      }
      defer { sqlite3_reset(insertion) }
      _ = try hasRow(insertion)
    } while try source.hasRow(rows)
  }

  /// Takes a step, and returns whether it came to a row.
  private func hasRow(_ statement: SQLiteStatement) throws -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: sqlite3_errmsg(sqliteConnection).map { String(cString: $0) })
    }
  }
}
