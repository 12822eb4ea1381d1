private import Foundation

/// Files of earlier versions, brought up to date.
extension Snapshot {
  /// The versions that can be read.
  static let readableVersions = 1...version

  /// The tables of a file as this version writes them.
  ///
  /// - Throws: ``SnapshotError`` where a world's settings cannot be read.
  static func upgraded(
    _ tables: [String: [[String: SQLValue]]], from version: Int
  ) throws(SnapshotError) -> [String: [[String: SQLValue]]] {
    var tables = tables
    if version < 2 { tables = try withAgesAndSettings(tables) }
    if version < 3 { tables = withoutNumbersOfRecords(tables) }
    if version < 4 { tables = withOwnersOfSharedDomains(tables) }
    return tables
  }

  /// Version 3 knew no owner of a shared domain: it is the oldest reseller of its namespace now, else
  /// the oldest administrator.
  private static func withOwnersOfSharedDomains(
    _ tables: [String: [[String: SQLValue]]]
  ) -> [String: [[String: SQLValue]]] {
    var tables = tables
    let accounts = tables["account"] ?? []
    tables["shareddomain"] = tables["shareddomain"]?.map { row in
      let owner =
        accounts.first { $0["level"] == 24 && $0["namespace"] == row["namespace"] }
        ?? accounts.first { $0["level"] == 29 }
      return row.merging(["account": owner?["id"] ?? .null]) { own, _ in own }
    }
    return tables
  }

  /// Version 2 numbered records, which are known by their keys since.
  private static func withoutNumbersOfRecords(
    _ tables: [String: [[String: SQLValue]]]
  ) -> [String: [[String: SQLValue]]] {
    var tables = tables
    tables["record"] = tables["record"]?.map { row in row.filter { $0.key != "id" } }
    tables["sqlite_sequence"]?.removeAll { $0["name"] == "record" }
    return tables
  }

  /// Version 1 had neither ages of domains nor all of today's settings.
  ///
  /// A program of that time would drop a setting such as `mode` without a word and answer differently:
  /// hence another version.
  private static func withAgesAndSettings(
    _ tables: [String: [[String: SQLValue]]]
  ) throws(SnapshotError) -> [String: [[String: SQLValue]]] {
    var tables = tables
    // A domain of no known age counts as old.
    tables["domain"] = tables["domain"]?.map { row in row.merging(["created": 0]) { own, _ in own }
    }
    tables["world"] = try tables["world"]?.map { (row) throws(SnapshotError) in
      guard case .text(let text)? = row["settings"] else { return row }
      guard let whole = completed(settings: text) else {
        throw SnapshotError(field: "tables.world.1.settings", problem: "must be a JSON object")
      }
      return row.merging(["settings": .text(whole)]) { _, new in new }
    }
    return tables
  }

  /// Settings in JSON with the standard for what they lack; `nil` for what is no JSON object.
  private static func completed(settings text: String) -> String? {
    guard
      let own = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
      let data = try? JSONEncoder().encode(WorldSettings()),
      let standard = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let whole = try? JSONSerialization.data(
        withJSONObject: standard.merging(own) { _, own in own }, options: .sortedKeys)
    else { return nil }
    return String(decoding: whole, as: UTF8.self)
  }
}
