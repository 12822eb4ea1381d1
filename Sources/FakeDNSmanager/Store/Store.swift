internal import GRDB
private import GRDBSQLite

/// The SQLite database of one world, in memory.
///
/// GRDB's queue lets one transaction in at a time; it is the lock of everything that a world holds.
struct Store: Sendable {
  private let queue: DatabaseQueue
  /// Advances with every transaction that changes a row.
  let changes = StoreChanges()
  private let readSettings = ReadSettings()
  private let passwords = CheckedPasswords()
  private let turn = Turn()

  /// Creates an empty store with its schema.
  init() throws {
    queue = try DatabaseQueue(configuration: Self.configuration)
    try queue.inDatabase { db in
      try Schema.create(in: db)
      Self.stopWatching(db)
    }
  }

  private init(image: Image) throws {
    queue = try DatabaseQueue(configuration: Self.configuration)
    try queue.inDatabase { db in
      try image.load(into: db)
      Self.stopWatching(db)
    }
  }

  /// Has SQLite no longer tell GRDB what each statement that it compiles will read and write.
  ///
  /// Observers of tables would need it, and there are none here; it takes as long as the compiling, and
  /// each of a suite's worlds compiles its own.
  private static func stopWatching(_ db: Database) {
    sqlite3_set_authorizer(db.sqliteConnection, nil, nil)
  }

  /// Copies the whole state into a store of its own; costs the copying of its pages.
  func fork() throws -> Store {
    try Store(image: try queue.inDatabase { db in try Image(of: db) })
  }

  /// The bytes of the whole database: as long as they are the same, no row has changed.
  func image() throws -> [UInt8] { try queue.inDatabase { db in try Image(of: db).bytes } }

  /// Performs `work` in one transaction, which is rolled back when it throws.
  func change<Value: Sendable>(_ work: (Transaction) throws -> Value) throws -> Value {
    try turn.take {
      try queue.inDatabase { db in try perform(work, in: db) }
    }
  }

  private func perform<Value>(
    _ work: (Transaction) throws -> Value, in db: Database
  ) throws -> Value {
    let effects = ServedEffects()
    let transaction = Transaction(
      db: db, readSettings: readSettings, passwords: passwords, effects: effects)
    let changedRows = db.totalChangesCount
    try transaction.run("BEGIN IMMEDIATE", [], .nothing)
    do {
      let value = try work(transaction)
      try transaction.run("COMMIT", [], .nothing)
      if db.totalChangesCount != changedRows { changes.advance(effects.changes) }
      return value
    } catch {
      try transaction.run("ROLLBACK", [], .nothing)
      throw error
    }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    // Nothing of a world belongs on a disk, what SQLite sorts for it neither.
    configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA temp_store = MEMORY") }
    return configuration
  }
}

/// The bytes of a database.
private struct Image {
  let bytes: [UInt8]

  init(of db: Database) throws {
    var count: Int64 = 0
    guard let bytes = sqlite3_serialize(db.sqliteConnection, "main", &count, 0) else {
      throw DatabaseError(resultCode: .SQLITE_NOMEM, message: "cannot copy the world")
    }
    defer { sqlite3_free(bytes) }
    self.bytes = Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
  }

  /// Makes `db` hold these bytes; SQLite owns its copy and frees it.
  func load(into db: Database) throws {
    guard let copy = sqlite3_malloc64(sqlite3_uint64(bytes.count)) else {
      throw DatabaseError(resultCode: .SQLITE_NOMEM, message: "cannot copy the world")
    }
    bytes.withUnsafeBytes { source in
      UnsafeMutableRawBufferPointer(start: copy, count: bytes.count).copyMemory(from: source)
    }
    let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE)
    let code = sqlite3_deserialize(
      db.sqliteConnection, "main", copy.assumingMemoryBound(to: UInt8.self), Int64(bytes.count),
      Int64(bytes.count), flags)
    guard code == SQLITE_OK else {
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: "cannot load the world")
    }
  }
}
