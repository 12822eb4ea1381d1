internal import GRDB
private import GRDBSQLite

/// One transaction on a world's store: the only way to its rows, and the only place with SQL.
///
/// Questions and changes are extensions, one file per table. Rows are read through SQLite's own
/// columns and not as GRDB rows: decoding records costs more than half of a list's time
/// (measured in `Benchmarks`).
struct Transaction {
  private let db: Database
  /// What the row of settings was read as last.
  let readSettings: ReadSettings
  /// Who was let in before.
  let passwords: CheckedPasswords
  /// How many rows long lists have.
  let totals: ListTotals
  private let effects: ServedEffects

  init(
    db: Database, readSettings: ReadSettings, passwords: CheckedPasswords, totals: ListTotals,
    effects: ServedEffects
  ) {
    self.db = db
    self.readSettings = readSettings
    self.passwords = passwords
    self.totals = totals
    self.effects = effects
  }

  /// Whether this transaction has changed what the name server answers from.
  var hasServedEffects: Bool { !effects.changes.isNothing }

  /// The id of the row that was inserted last.
  var lastInsertedID: Int64 { db.lastInsertedRowID }

  /// How many rows the last change touched.
  var changedRows: Int { db.changesCount }

  /// Runs a statement that gives no rows, and notes what it means for the name server.
  func run(
    _ sql: String, _ values: [SQLValue] = [], _ effect: ServedEffect = .anyDomain
  ) throws {
    _ = try step(sql, values) { _ in false }
    effects.add(effect)
  }

  /// Notes what a statement meant, where that is known only afterwards.
  func note(_ effect: ServedEffect) { effects.add(effect) }

  /// Returns what `read` makes of each row, in order.
  ///
  /// Statements are kept for the world's life, about 10 KB each: `isKept` is `false` for a text that is one of too many.
  func all<Value>(
    _ sql: String, _ values: [SQLValue] = [], isKept: Bool = true,
    _ read: (Columns) throws -> Value
  ) throws -> [Value] {
    var result: [Value] = []
    _ = try step(sql, values, isKept: isKept) { columns in
      result.append(try read(columns))
      return true
    }
    return result
  }

  /// Returns what `read` makes of the first row, or `nil` when there is none.
  func first<Value>(
    _ sql: String, _ values: [SQLValue] = [], isKept: Bool = true,
    _ read: (Columns) throws -> Value
  ) throws -> Value? {
    var result: Value?
    _ = try step(sql, values, isKept: isKept) { columns in
      result = try read(columns)
      return false
    }
    return result
  }

  /// Returns the first column of the first row as a number; 0 when there is no row.
  func count(_ sql: String, _ values: [SQLValue] = [], isKept: Bool = true) throws -> Int {
    try first(sql, values, isKept: isKept) { $0.int(0) } ?? 0
  }

  /// Steps through the rows while `each` returns `true`.
  private func step(
    _ sql: String, _ values: [SQLValue], isKept: Bool = true, _ each: (Columns) throws -> Bool
  ) throws -> Bool {
    let prepared = try isKept ? db.cachedStatement(sql: sql) : db.makeStatement(sql: sql)
    let statement = prepared.sqliteStatement
    defer {
      // Until here `prepared` owns what SQLite steps through.
      withExtendedLifetime(prepared) {
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
      }
    }
    for (index, value) in values.enumerated() { value.bind(to: statement, at: Int32(index + 1)) }
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: if try !each(Columns(statement: statement)) { return true }
      case SQLITE_DONE: return false
      case let code:
        throw DatabaseError(
          resultCode: ResultCode(rawValue: code),
          message: sqlite3_errmsg(db.sqliteConnection).map { String(cString: $0) }, sql: sql)
      }
    }
  }
}

/// The current row of a statement; good only inside the closure that is given it.
struct Columns {
  fileprivate let statement: OpaquePointer

  func text(_ index: Int32) -> String { optionalText(index) ?? "" }

  /// The whole text, also when a client stored a NUL in it.
  func optionalText(_ index: Int32) -> String? {
    guard let start = sqlite3_column_text(statement, index) else { return nil }
    let count = Int(sqlite3_column_bytes(statement, index))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func int64(_ index: Int32) -> Int64 { sqlite3_column_int64(statement, index) }

  func int(_ index: Int32) -> Int { Int(sqlite3_column_int64(statement, index)) }

  func bool(_ index: Int32) -> Bool { sqlite3_column_int64(statement, index) != 0 }

  func optionalInt(_ index: Int32) -> Int? {
    sqlite3_column_type(statement, index) == SQLITE_NULL ? nil : int(index)
  }

  /// The value as it is stored; the tables hold no other kinds.
  func value(_ index: Int32) -> SQLValue {
    switch sqlite3_column_type(statement, index) {
    case SQLITE_NULL: .null
    case SQLITE_INTEGER: .integer(int64(index))
    default: .text(text(index))
    }
  }

  func optionalInt64(_ index: Int32) -> Int64? {
    sqlite3_column_type(statement, index) == SQLITE_NULL ? nil : int64(index)
  }
}

/// A value that a statement takes.
enum SQLValue: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByNilLiteral
{
  case text(String)
  case integer(Int64)
  case null

  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int64) { self = .integer(value) }
  init(nilLiteral: ()) { self = .null }

  static func optional(_ text: String?) -> Self { text.map { .text($0) } ?? .null }
  static func optional(_ number: Int64?) -> Self { number.map { .integer($0) } ?? .null }
  static func optional(_ number: Int?) -> Self { number.map { .integer(Int64($0)) } ?? .null }
  static func number(_ number: Int) -> Self { .integer(Int64(number)) }
  static func flag(_ flag: Bool) -> Self { .integer(flag ? 1 : 0) }

  fileprivate func bind(to statement: OpaquePointer, at index: Int32) {
    switch self {
    case .text(let text):
      // SQLITE_TRANSIENT: SQLite copies the bytes before the call returns.
      let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      sqlite3_bind_text(statement, index, text, Int32(clamping: text.utf8.count), transient)
    case .integer(let number): sqlite3_bind_int64(statement, index, number)
    case .null: sqlite3_bind_null(statement, index)
    }
  }
}
