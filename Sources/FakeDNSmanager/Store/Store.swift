internal import GRDB
internal import MemoryDatabases

/// The SQLite database of one world, in memory.
///
/// GRDB's queue lets one transaction in at a time; it is the lock of everything that a world holds.
struct Store: Sendable {
  private let database: MemoryDatabase
  /// Advances with every transaction that changes a row.
  let changes = StoreChanges()
  private let readSettings = ReadSettings()
  private let passwords = CheckedPasswords()
  private let totals = ListTotals()
  private let turn = Turn()

  private static let databases = MemoryDatabases(configuration: configuration) { queue in
    try queue.inDatabase { db in try Schema.create(in: db) }
  }

  /// Creates an empty store with its schema.
  init() throws {
    try self.init(database: Self.databases.empty())
  }

  private init(database: MemoryDatabase) {
    self.database = database
  }

  /// Copies the whole state into a store of its own.
  func fork() throws -> Store { Store(database: try Self.databases.copy(of: database)) }

  /// The bytes of the whole database: as long as they are the same, no row has changed.
  func image() throws -> [UInt8] { try database.image() }

  /// Performs `work` in one transaction, which is rolled back when it throws.
  func change<Value: Sendable>(_ work: (Transaction) throws -> Value) throws -> Value {
    try turn.take {
      try database.inDatabase { db in try perform(work, in: db) }
    }
  }

  private func perform<Value>(
    _ work: (Transaction) throws -> Value, in db: Database
  ) throws -> Value {
    let effects = ServedEffects()
    let transaction = Transaction(
      db: db, readSettings: readSettings, passwords: passwords, totals: totals, effects: effects)
    let changedRows = db.totalChangesCount
    try transaction.run("BEGIN IMMEDIATE", [], .nothing)
    do {
      let value = try work(transaction)
      try transaction.run("COMMIT", [], .nothing)
      if db.totalChangesCount != changedRows {
        if !effects.changes.isNothing { totals.forget() }
        changes.advance(effects.changes)
      }
      return value
    } catch {
      // SQLite has rolled back itself when it was full. Should it fail to, the first error still tells why.
      if db.isInsideTransaction { try? transaction.run("ROLLBACK", [], .nothing) }
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
