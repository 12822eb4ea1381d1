internal import FakeDNSmanager
internal import Foundation

/// What a snapshot holds, in few words.
struct SnapshotSummary: Encodable {
  /// The version of the file.
  let version: Int
  /// The world's time, as ISO 8601 has it.
  let time: String
  let frozen: Bool
  /// How many rows each table has.
  let rows: [String: Int]
  private let order: [String]

  enum CodingKeys: String, CodingKey {
    case version, time, frozen, rows
  }

  init(_ snapshot: Snapshot) {
    version = snapshot.fileVersion
    time = Date(timeIntervalSince1970: TimeInterval(snapshot.time.seconds)).formatted(.iso8601)
    frozen = snapshot.isFrozen
    rows = Dictionary(snapshot.rowCounts.map { ($0.table, $0.rows) }) { first, _ in first }
    order = snapshot.rowCounts.map(\.table)
  }

  var text: String {
    let width = order.map(\.count).max() ?? 0
    let lines = order.map { table in
      table.padding(toLength: width, withPad: " ", startingAt: 0) + "  \(rows[table] ?? 0)"
    }
    let clock = frozen ? "stands at" : "runs from"
    return (["version \(version), the clock \(clock) \(time)"] + lines)
      .map { $0 + "\n" }.joined()
  }

  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
  }
}
