internal import Foundation
public import Logging

/// Why a snapshot cannot be used.
public struct SnapshotError: Error, Equatable, CustomStringConvertible {
  /// The field: `time`, or table, row (counted from 1) and column, as in `tables.account.2.name`.
  public let field: String
  /// What is wrong with it.
  public let problem: String

  public var description: String { "\(field) \(problem)" }
}

extension Snapshot {
  /// Reads a file that ``json`` made, of this version or an earlier one; columns that it leaves out have no value.
  ///
  /// - Throws: ``SnapshotError`` that names the field. Whether rows fit together is found out when a
  ///   world is made of it.
  public init(json bytes: [UInt8]) throws(SnapshotError) {
    guard bytes.count <= Self.maximumByteCount else {
      throw SnapshotError(field: "file", problem: "is larger than \(Self.maximumByteCount) bytes")
    }
    let document = try Self.document(bytes)
    guard Self.readableVersions.contains(document.version) else {
      throw SnapshotError(
        field: Self.versionKey,
        problem: "is \(document.version) and must be from 1 to \(Self.version)")
    }
    guard WorldTime.moments.contains(document.time) else {
      throw SnapshotError(
        field: "time", problem: "is \(document.time) and must lie between the years 1970 and 9999")
    }
    self.init(
      time: WorldTime(seconds: document.time), isFrozen: document.frozen,
      state: try Self.state(Self.upgraded(document.tables, from: document.version)),
      fileVersion: document.version)
  }

  private struct Document: Decodable {
    let version: Int
    let time: Int64
    let frozen: Bool
    let tables: [String: [[String: SQLValue]]]

    enum CodingKeys: String, CodingKey {
      case version = "nslab_snapshot"
      case time, frozen, tables
    }
  }

  private static func document(_ bytes: [UInt8]) throws(SnapshotError) -> Document {
    do {
      return try JSONDecoder().decode(Document.self, from: Data(bytes))
    } catch DecodingError.keyNotFound(let key, _) {
      throw SnapshotError(field: key.stringValue, problem: "is missing")
    } catch DecodingError.typeMismatch(let type, let context) {
      throw SnapshotError(field: path(context), problem: "must be of type \(type)")
    } catch DecodingError.valueNotFound(let type, let context) {
      throw SnapshotError(field: path(context), problem: "must be of type \(type)")
    } catch DecodingError.dataCorrupted(let context) {
      throw SnapshotError(
        field: path(context), problem: "cannot be read: \(context.debugDescription)")
    } catch {
      throw SnapshotError(field: "file", problem: "cannot be read as JSON")
    }
  }

  /// Positions count from 0 in the decoder's path; people count from 1.
  private static func path(_ context: DecodingError.Context) -> String {
    let parts = context.codingPath.map { key in key.intValue.map { "\($0 + 1)" } ?? key.stringValue
    }
    return parts.isEmpty ? "file" : parts.joined(separator: ".")
  }

  private static func state(
    _ tables: [String: [[String: SQLValue]]]
  ) throws(SnapshotError) -> StateDump {
    guard var known = try? Store.emptyTables() else {
      throw SnapshotError(field: "tables", problem: "cannot be made")
    }
    let names = known.map(\.name)
    if let unknown = tables.keys.sorted().first(where: { !names.contains($0) }) {
      throw SnapshotError(
        field: "tables.\(unknown)",
        problem: "is no table; there are \(names.joined(separator: ", "))")
    }
    for index in known.indices {
      let rows = tables[known[index].name] ?? []
      known[index].rows = try rows.enumerated().map { (place, row) throws(SnapshotError) in
        try Self.row(row, place + 1, of: known[index])
      }
    }
    return StateDump(tables: known)
  }

  private static func row(
    _ cells: [String: SQLValue], _ place: Int, of table: StateDump.Table
  ) throws(SnapshotError) -> [SQLValue] {
    if let unknown = cells.keys.sorted().first(where: { !table.columns.contains($0) }) {
      throw SnapshotError(
        field: "tables.\(table.name).\(place).\(unknown)",
        problem: "is no column; there are \(table.columns.joined(separator: ", "))")
    }
    return table.columns.map { cells[$0] ?? .null }
  }
}

extension SQLValue: Decodable {
  /// A whole number or a text.
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int64.self) {
      self = .integer(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }
}

extension World {
  /// Builds a world that goes on from a snapshot, with a journal of its own and no faults.
  ///
  /// The clock stands where it stood, or runs on from there. `mutants` and `logger` are as for a world
  /// that a file declares.
  ///
  /// - Throws: ``SnapshotError`` when the rows do not fit together.
  public convenience init(
    _ snapshot: Snapshot, mutants: Set<Mutant> = [],
    logger: Logger = Logger(label: "FakeDNSmanager")
  ) throws(SnapshotError) {
    let store: Store
    do {
      store = try Store(snapshot.state)
    } catch {
      throw SnapshotError(field: "tables", problem: "do not fit together: \(error)")
    }
    guard snapshot.state[table: "world"]?.rows.count == 1 else {
      throw SnapshotError(field: "tables.world", problem: "must have one row")
    }
    do {
      try store.change { transaction in
        let settings = try transaction.settings()
        try settings.validate()
        try transaction.checkParentZones(of: settings)
      }
    } catch {
      throw SnapshotError(field: "tables.world.1.settings", problem: "cannot be: \(error)")
    }
    let clock = snapshot.isFrozen ? WorldClock.frozen(at: snapshot.time) : .running()
    clock.set(to: snapshot.time)
    self.init(store: store, clock: clock, mutants: mutants, logger: logger)
  }
}
