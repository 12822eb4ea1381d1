/// What differs between two states of a world, row by row.
public struct StateDiff: Sendable, Equatable {
  /// One row that is in one state only, or has other values in the other.
  public struct Change: Sendable, Equatable, Encodable {
    /// What happened to a row.
    public enum Kind: String, Sendable, Encodable, CaseIterable {
      case added
      case removed
      case changed
    }

    /// One column, with its text before and after.
    ///
    /// A text is `nil` where there is no value; secrets read `***`.
    public struct Cell: Sendable, Equatable, Encodable {
      public let column: String
      public let before: String?
      public let after: String?
    }

    public let table: String
    /// The primary key, its parts joined by `/`.
    public let key: String
    public let kind: Kind
    /// Of a changed row the columns that changed, of another all that have a value.
    public let cells: [Cell]
  }

  /// By table, and by key in each.
  public let changes: [Change]

  /// Compares two states.
  ///
  /// The counters that make ids are left out: they move with the rows that they number.
  init(from before: StateDump, to after: StateDump) {
    changes = after.tables.filter { $0.name != "sqlite_sequence" }.flatMap { table in
      Self.changes(from: before[table: table.name], to: table)
    }
  }

  /// A line for each change: `+` for an added row, `-` for a removed one, `~` for a changed one.
  public var text: String { changes.map { $0.line + "\n" }.joined() }

  private static func changes(
    from before: StateDump.Table?, to after: StateDump.Table
  ) -> [Change] {
    let old = rowsByKey(before)
    let new = rowsByKey(after)
    let removed = (before?.rows ?? []).filter { new[key($0, after)] == nil }
      .map { change(.removed, after, from: $0, to: nil) }
    let others = after.rows.compactMap { row -> Change? in
      guard let earlier = old[key(row, after)] else {
        return change(.added, after, from: nil, to: row)
      }
      return earlier == row ? nil : change(.changed, after, from: earlier, to: row)
    }
    return removed + others
  }

  private static func rowsByKey(_ table: StateDump.Table?) -> [[SQLValue]: [SQLValue]] {
    guard let table else { return [:] }
    return Dictionary(
      table.rows.map { (key($0, table), $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func key(_ row: [SQLValue], _ table: StateDump.Table) -> [SQLValue] {
    table.key.map { row[$0] }
  }

  private static func change(
    _ kind: Change.Kind, _ table: StateDump.Table, from before: [SQLValue]?, to after: [SQLValue]?
  ) -> Change {
    let cells = table.columns.indices.compactMap { index -> Change.Cell? in
      let (old, new) = (before?[index] ?? .null, after?[index] ?? .null)
      guard old != new else { return nil }
      let hidden = secrets[table.name]?.contains(table.columns[index]) ?? false
      return Change.Cell(
        column: table.columns[index], before: text(old, hidden), after: text(new, hidden))
    }
    let key = table.key.map { index in
      let hidden = secrets[table.name]?.contains(table.columns[index]) ?? false
      return text((after ?? before ?? [])[index], hidden) ?? ""
    }
    return Change(
      table: table.name, key: key.joined(separator: "/"), kind: kind, cells: cells)
  }

  private static func text(_ value: SQLValue, _ isHidden: Bool) -> String? {
    switch value {
    case .null: nil
    case .text(let text): isHidden ? "***" : text
    case .integer(let number): String(number)
    }
  }

  /// What would let its reader in, by table.
  private static let secrets: [String: Set<String>] = [
    "account": ["password"], "session": ["id"], "sessionkey": ["key"], "filter": ["session"],
    "slaveserver": ["password"],
  ]
}

extension StateDiff.Change: CustomStringConvertible {
  /// The change on one line, as in ``StateDiff/text``.
  public var description: String { line }

  /// The change on one line.
  fileprivate var line: String {
    let words = cells.map { cell in
      switch kind {
      case .added: "\(cell.column)=\((cell.after ?? "").debugDescription)"
      case .removed: "\(cell.column)=\((cell.before ?? "").debugDescription)"
      case .changed:
        "\(cell.column)=\((cell.before ?? "").debugDescription)"
          + "→\((cell.after ?? "").debugDescription)"
      }
    }
    let sign =
      switch kind {
      case .added: "+"
      case .removed: "-"
      case .changed: "~"
      }
    return ([sign, table, key] + words).joined(separator: " ")
  }
}
