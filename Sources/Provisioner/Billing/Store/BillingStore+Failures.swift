internal import GRDB

extension BillingStore {
  /// Does `body`; what SQLite cannot do becomes an error with the file and the mend.
  ///
  /// A transaction that fails leaves nothing behind, so the command can be given again afterwards.
  func telling<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw Self.told(error, of: path)
    }
  }

  /// The error of a store in a file, or in memory.
  static func told(_ error: any Error, of path: String?) -> BillingError {
    switch error {
    case let error as BillingError: error
    case let error as DatabaseError: .store("\(path ?? "memory"): \(sentence(error))")
    default: .store("\(path ?? "memory"): \(error)")
    }
  }

  private static func sentence(_ error: DatabaseError) -> String {
    let said = error.message ?? "SQLite says nothing more"
    return switch error.resultCode {
    case .SQLITE_FULL: "the disk is full; make room, then give the command again"
    case .SQLITE_READONLY:
      "it is read-only; let this user write to the file and its folder, then give the command again"
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      "it is damaged, or no database (\(said)); put a backup in its place"
    case .SQLITE_CANTOPEN:
      "it cannot be opened (\(said)); the folder must be there, and not be read-only for this user"
    case .SQLITE_IOERR: "the disk is full, or cannot be read or written (\(said)); see to the disk"
    case .SQLITE_BUSY: "other processes have been using it for too long; give the command again"
    default: said
    }
  }
}
