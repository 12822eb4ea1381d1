internal import Foundation

/// A world's whole state at one moment, to be kept in a file, looked at and loaded again.
///
/// The file is JSON with a row of a table on each line; a column without a value is left out. It holds
/// what the panel must know again: salted hashes of passwords, and ids of open sessions in the clear.
/// The journal and the faults are no part of it.
public struct Snapshot: Sendable, Equatable {
  /// The version of the file's form that is written; those of earlier ones can be read.
  public static let version = 4
  /// The largest file that is read, in bytes.
  public static let maximumByteCount = 64 * 1024 * 1024

  /// What the world's clock showed.
  public let time: WorldTime
  /// Whether the clock stood still.
  public let isFrozen: Bool
  /// The version of the file that it was read from; ``version`` when it was made here.
  public let fileVersion: Int
  let state: StateDump

  init(
    time: WorldTime, isFrozen: Bool, state: StateDump, fileVersion: Int = Snapshot.version
  ) {
    (self.time, self.isFrozen, self.state) = (time, isFrozen, state)
    self.fileVersion = fileVersion
  }

  /// How many rows each table has, by name, in the order of the file.
  public var rowCounts: [(table: String, rows: Int)] {
    state.tables.map { ($0.name, $0.rows.count) }
  }

  /// What has to happen to this state for `later` to come of it.
  public func changes(to later: Snapshot) -> StateDiff { StateDiff(from: state, to: later.state) }

  /// The file: the same state gives the same bytes.
  public var json: [UInt8] {
    var text = Array("{\"\(Self.versionKey)\":\(Self.version),\"time\":\(time.seconds),".utf8)
    text.write("\"frozen\":\(isFrozen),\"tables\":{")
    for (index, table) in state.tables.enumerated() {
      text.write("\(index == 0 ? "" : ",")\n\"\(table.name)\":[")
      for (index, row) in table.rows.enumerated() {
        text.write(index == 0 ? "\n" : ",\n")
        JSONValue.object(table.cells(of: row).compactMap(Self.member)).write(to: &text)
      }
      text.write("]")
    }
    text.write("\n}}\n")
    return text
  }

  static let versionKey = "nslab_snapshot"

  private static func member(_ column: String, _ value: SQLValue) -> (String, JSONValue)? {
    switch value {
    case .text(let text): (column, .string(text))
    case .integer(let number): (column, .integer(Int(number)))
    case .null: nil
    }
  }
}

extension World {
  /// The state as it is now.
  ///
  /// Throws when SQLite has no memory for it.
  public func snapshot() throws -> Snapshot {
    Snapshot(time: clock.now, isFrozen: clock.isFrozen, state: try store.dump())
  }
}
