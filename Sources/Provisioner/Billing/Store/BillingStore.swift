internal import Foundation
internal import GRDB
private import MemoryDatabases
private import Synchronization

/// The billing records, in one SQLite database.
///
/// The database queue is the only lock on them: it lets one transaction in at a time. Passwords and
/// mails are encrypted under the key; everything else is plain.
public final class BillingStore: Sendable {
  private let place: Place
  let key: SecretKey
  /// The file, for locks between processes; `nil` in memory.
  let path: String?
  /// One command at a time per service, for all who use this store.
  let locks: AccountLocks
  /// The log of the file; `nil` in memory, where nothing is kept anyway.
  private let log: SharedSync?
  /// Called before and after each write, to see what becomes of a crash there; normally nothing.
  private let onWrite: @Sendable (WritePhase) throws -> Void

  /// When in a write something is called.
  enum WritePhase {
    case before, committed
  }

  /// Where the database is.
  private enum Place {
    case file(DatabaseQueue)
    case memory(MemoryDatabase)
  }

  /// Opens a store that dies with this value.
  ///
  /// - Throws: ``BillingError/store(_:)``.
  public convenience init(inMemoryWith key: SecretKey = SecretKey()) throws {
    try self.init(key: key) { .memory(try Self.memory.empty()) }
  }

  /// Opens a store in memory, with a hook around each write.
  convenience init(onWrite: @escaping @Sendable (WritePhase) throws -> Void) throws {
    try self.init(key: SecretKey(), onWrite: onWrite) { .memory(try Self.memory.empty()) }
  }

  /// Opens a copy of a store in memory, in memory as well, with a hook around each write.
  convenience init(
    copying store: BillingStore, onWrite: @escaping @Sendable (WritePhase) throws -> Void
  ) throws {
    try self.init(key: store.key, onWrite: onWrite) {
      switch store.place {
      case .memory(let database): .memory(try Self.memory.copy(of: database))
      case .file: throw BillingError.store("a store in a file is not copied into memory")
      }
    }
  }

  /// Opens or makes a store in a file, with another way to bring its log onto the disk.
  convenience init(path: String, key: SecretKey, log: SharedSync) throws {
    let path = Self.resolved(path)
    try self.init(path: path, key: key, log: log) {
      let queue = try Self.openQueue(path)
      try BillingSchema.migrator.migrate(queue)
      return .file(queue)
    }
    // What dies with this value has been made with this key.
    try checkKey()
  }

  /// Opens or makes a store in a file, which only its owner may read.
  ///
  /// Several processes may share it.
  ///
  /// - Throws: ``BillingError/store(_:)`` when the file cannot be opened, is not ours, or was made
  ///   with another key.
  public convenience init(path: String, key: SecretKey) throws {
    let path = Self.resolved(path)
    try self.init(path: path, key: key, log: SharedSync(sync: Self.logSync(of: path)))
  }

  private init(
    path: String? = nil, key: SecretKey, log: SharedSync? = nil,
    onWrite: @escaping @Sendable (WritePhase) throws -> Void = { _ in }, opening: () throws -> Place
  ) throws {
    self.onWrite = onWrite
    self.path = path
    self.key = key
    self.log = log
    locks = AccountLocks(database: path)
    do {
      place = try opening()
    } catch {
      throw Self.told(error, of: path)
    }
  }

  /// The tables are made once, and copied: a suite opens a store for each of its cases.
  private static let memory = MemoryDatabases { queue in try empty.get().backup(to: queue) }

  private static let empty = Result {
    let queue = try DatabaseQueue()
    try BillingSchema.migrator.migrate(queue)
    return queue
  }

  /// How long the log grows, in pages of 4 KiB.
  private static let pagesInLog = 4000

  /// The file itself, whatever links lead to it: beside it SQLite has its log, and all processes their
  /// locks.
  private static func resolved(_ path: String) -> String {
    var path = path
    // A file that is not there yet has no real path; a link may lead to it all the same.
    for _ in 0..<maximumLinkCount {
      if let real = realPath(path) { return real }
      guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else {
        break
      }
      path = URL(filePath: target, relativeTo: URL(filePath: path)).path
    }
    let url = URL(filePath: path)
    guard let folder = realPath(url.deletingLastPathComponent().path) else { return path }
    return "\(folder)/\(url.lastPathComponent)"
  }

  /// How many links to links are followed; Linux follows as many.
  private static let maximumLinkCount = 40

  private static func realPath(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  private static func openQueue(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    // Long enough for a whole burst of small transactions by other processes.
    configuration.busyMode = .timeout(30)
    configuration.journalMode = .wal
    // The log is brought onto the disk by `write` and `keep`, outside of the lock.
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = NORMAL")
      // Pages are moved out of the log under the lock: seldom, so that most of them are moved once.
      try database.execute(sql: "PRAGMA wal_autocheckpoint = \(pagesInLog)")
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try keepToOwner(path)
    return queue
  }

  /// Takes the file away from all but its owner; what he himself may not do stays so.
  private static func keepToOwner(_ path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & 0o077 != 0 else { return }
    guard chmod(path, status.st_mode & 0o700) == 0 else {
      throw BillingError.store("\(path): \(String(cString: strerror(errno)))")
    }
  }

  /// Brings SQLite's log onto the disk.
  ///
  /// SQLite can do this within each transaction (`synchronous = FULL`), but it holds its lock meanwhile.
  /// Its locks between processes are on the database and its index, so that a descriptor of the log can be
  /// closed without losing one. After a failure the system has dropped what it could not write, and a
  /// second try would succeed without it; so a mutex keeps the first failure for all that come.
  private static func logSync(of path: String) -> @Sendable () throws -> Void {
    let log = "\(path)-wal"
    let failure = FirstFailure()
    return {
      try failure.kept.withLock { kept in if let kept { throw kept } }
      let descriptor = open(log, O_RDONLY | O_CLOEXEC)
      defer { if descriptor >= 0 { close(descriptor) } }
      guard descriptor >= 0, fdatasync(descriptor) == 0 else {
        let error = BillingError.store(
          "\(log): what was written may not be on the disk (\(String(cString: strerror(errno)))); see "
            + "to the disk, then start again")
        failure.kept.withLock { $0 = error }
        throw error
      }
    }
  }

  private final class FirstFailure: Sendable {
    let kept = Mutex<BillingError?>(nil)
  }

  /// Tells a wrong key at once, and not when the first customer waits for his password.
  private func checkKey() throws {
    let mark = "nslab"
    let sealed = try key.seal(mark, place: "key check")
    let stored = try telling {
      try inDatabase { database in
        try database.transaction { database in
          try database.run(
            sql: "INSERT OR IGNORE INTO keyCheck (id, sealed) VALUES (1, ?)", arguments: [sealed])
          return try Data.fetchOne(database, sql: "SELECT sealed FROM keyCheck")
        }
      }
    }
    guard let stored, (try? key.open(stored, place: "key check")) == mark else {
      throw BillingError.store("\(path ?? "memory"): it was made with another key")
    }
  }

  /// Does `body` with the connection, which nobody else has meanwhile.
  func inDatabase<Value>(_ body: (Database) throws -> Value) rethrows -> Value {
    switch place {
    case .file(let queue): try queue.inDatabase(body)
    case .memory(let database): try database.inDatabase(body)
    }
  }

  /// Asks one question, in one statement.
  ///
  /// SQLite answers a statement from one state of the database; a transaction around it would add
  /// nothing and cost more than the question.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try telling { try inDatabase(body) }
  }

  /// What may become of a write when the power fails.
  enum Durability {
    /// Nothing: it is on the disk when the call returns.
    case kept
    /// Nothing either, once ``BillingStore/keep()`` has returned: it comes before anybody is told.
    case keptLater
    /// It may be forgotten, and is then simply done again; the next that is kept takes it along.
    case redone
  }

  /// Does `body` in one transaction.
  func write<Value>(
    _ durability: Durability = .kept, _ body: (Database) throws -> Value
  ) throws -> Value {
    try onWrite(.before)
    let value = try telling { try inDatabase { try $0.transaction(body) } }
    try onWrite(.committed)
    switch durability {
    case .kept: try log?.keepNow()
    case .keptLater: log?.noteWrite()
    case .redone: break
    }
    return value
  }

  /// Waits until what was written to be kept later is on the disk.
  ///
  /// Writes of other stores on the same file are theirs to wait for: no two work on one service.
  ///
  /// - Throws: ``BillingError/store(_:)``; what was written may be lost with the power then.
  func keep() async throws {
    try await log?.keep()
  }
}

/// A value type as it is read from a row, whose columns have the names of its properties.
struct Stored<Value: Decodable>: Decodable, FetchableRecord {
  let value: Value

  static func databaseDateDecodingStrategy(for column: String) -> DatabaseDateDecodingStrategy {
    .timeIntervalSince1970
  }

  init(from decoder: any Decoder) throws {
    value = try Value(from: decoder)
  }

  static func all(
    _ database: Database, _ sql: String, _ arguments: StatementArguments = []
  ) throws -> [Value] {
    try fetchAll(database.cachedStatement(sql: sql), arguments: arguments).map(\.value)
  }

  static func one(
    _ database: Database, _ sql: String, _ arguments: StatementArguments
  ) throws -> Value? {
    try fetchOne(database.cachedStatement(sql: sql), arguments: arguments)?.value
  }
}

extension BillingStore {
  /// A value as a column keeps it that ``Stored`` reads back.
  static func json(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
  }

  /// A moment as a column keeps it that ``Stored`` reads back: in seconds, as GRDB's texts need the
  /// calendars and languages of the whole world, which costs a short run a fifth of its time.
  static func stored(_ moment: Date) -> Double { moment.timeIntervalSince1970 }
}

extension Database {
  /// Carries out one statement, which is compiled once per connection.
  func run(sql: String, arguments: StatementArguments = []) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }

  /// Does all of `body` or nothing.
  fileprivate func transaction<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try run(sql: "BEGIN IMMEDIATE")
    do {
      let value = try body(self)
      try run(sql: "COMMIT")
      return value
    } catch {
      // Some failures end the transaction by themselves.
      if isInsideTransaction { try? rollback() }
      throw error
    }
  }
}
