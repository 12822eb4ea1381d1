internal import GRDB
private import GRDBSQLite

/// The bytes of a database.
struct DatabaseImage: Sendable {
  let bytes: [UInt8]

  init(of db: Database) throws {
    var count: Int64 = 0
    guard let bytes = sqlite3_serialize(db.sqliteConnection, "main", &count, 0) else {
      throw DatabaseError(resultCode: .SQLITE_NOMEM, message: "cannot copy the database")
    }
    defer { sqlite3_free(bytes) }
    self.bytes = Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
  }

  /// Makes `db` hold these bytes; SQLite owns its copy and frees it.
  func load(into db: Database) throws {
    guard let copy = sqlite3_malloc64(sqlite3_uint64(bytes.count)) else {
      throw DatabaseError(resultCode: .SQLITE_NOMEM, message: "cannot copy the database")
    }
    bytes.withUnsafeBytes { source in
      UnsafeMutableRawBufferPointer(start: copy, count: bytes.count).copyMemory(from: source)
    }
    let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE)
    let code = sqlite3_deserialize(
      db.sqliteConnection, "main", copy.assumingMemoryBound(to: UInt8.self), Int64(bytes.count),
      Int64(bytes.count), flags)
    guard code == SQLITE_OK else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: "cannot load the database")
    }
  }
}
