internal import StrictYAML

extension ScenarioDecoding {
  /// More than anybody looks through, and few enough to keep in memory.
  private static let maximumCaseCount = 100_000

  /// Cells of the table, which are kept in memory as well.
  private static let maximumCellCount = 2_000_000

  /// Reads the rows and multiplies them by the matrix.
  mutating func cases(
    _ rows: YAMLNode?, matrix: YAMLNode?, at place: Place
  ) -> [Scenario.Case] {
    let written = self.rows(rows, at: place)
    guard let matrix else { return written }
    return multiplied(written, by: axes(matrix, of: written), at: matrix.place)
  }

  private mutating func rows(_ node: YAMLNode?, at place: Place) -> [Scenario.Case] {
    guard let node else { return [.init(name: "", place: place, columns: [:])] }
    guard case .sequence(let rows) = node.content else {
      problems.append(.init(node.place, "'cases' must be a list of rows, not \(node.kind)"))
      return []
    }
    if rows.isEmpty {
      problems.append(
        .init(node.place, "'cases' is empty; leave it out, or write a row: { case: NAME }"))
    }
    let cases = rows.compactMap { scenarioCase($0) }
    var names: Set<String> = []
    for row in cases where !names.insert(row.name).inserted {
      problems.append(.init(row.place, "there is another case '\(row.name)'"))
    }
    refuseOtherColumns(cases)
    return cases
  }

  /// Refuses the rows that have other columns than the first; each costs no more than it is long.
  private mutating func refuseOtherColumns(_ cases: [Scenario.Case]) {
    guard let first = cases.first?.columns else { return }
    let columns = first.keys.sorted()
    for row in cases.dropFirst() {
      let more = row.columns.keys.filter { first[$0] == nil }
      guard !more.isEmpty || row.columns.count != columns.count else { continue }
      let other = more.min() ?? columns.first { row.columns[$0] == nil } ?? ""
      problems.append(
        .init(
          row.place,
          "every case needs the same columns; '\(other)' is "
            + (more.isEmpty ? "in the first and not in this one" : "not in the first")))
    }
  }

  private mutating func scenarioCase(_ node: YAMLNode) -> Scenario.Case? {
    guard var reader = MappingReader(node, "a case", &problems) else { return nil }
    let name = reader.requiredText("case", &problems)
    var columns: [String: String] = [:]
    for entry in reader.remaining {
      columns[entry.key] = Template(entry.value, "'\(entry.key)'", &problems)?.text
    }
    guard let name else { return nil }
    columns["case"] = name.text
    return .init(name: name.text, place: reader.place, columns: columns)
  }

  private mutating func axes(_ node: YAMLNode, of rows: [Scenario.Case]) -> [Axis] {
    guard case .mapping(let entries) = node.content else {
      problems.append(
        .init(node.place, "'matrix' must map columns to lists of values, not \(node.kind)"))
      return []
    }
    if entries.isEmpty {
      problems.append(
        .init(node.place, "'matrix' is empty; leave it out, or write { COLUMN: [VALUE, …] }"))
    }
    for entry in entries {
      if entry.key == "case" {
        problems.append(
          .init(entry.place, "'case' is the name of each case; call the column something else"))
      } else if rows.first?.columns[entry.key] != nil {
        problems.append(.init(entry.place, "'\(entry.key)' is a column of 'cases' already"))
      }
    }
    return entries.map { axis($0) }
  }

  private mutating func axis(_ entry: YAMLNode.Entry) -> Axis {
    guard case .sequence(let items) = entry.value.content, !items.isEmpty else {
      problems.append(
        .init(entry.value.place, "'\(entry.key)' must be a list of values with something in it"))
      return (entry.key, [])
    }
    let values = items.compactMap { Template($0, "a value of '\(entry.key)'", &problems)?.text }
    if Set(values).count != values.count {
      problems.append(.init(entry.value.place, "'\(entry.key)' has a value more than once"))
    }
    return (entry.key, values)
  }

  private typealias Axis = (name: String, values: [String])

  private mutating func multiplied(
    _ rows: [Scenario.Case], by axes: [Axis], at place: Place
  ) -> [Scenario.Case] {
    var count = rows.count
    for axis in axes where count <= Self.maximumCaseCount { count *= axis.values.count }
    if count > Self.maximumCaseCount {
      problems.append(
        .init(
          place,
          "the matrix makes more than \(Self.maximumCaseCount) cases; at most so many are run"))
    } else if count * (axes.count + (rows.first?.columns.count ?? 0)) > Self.maximumCellCount {
      problems.append(
        .init(
          place,
          "the \(count) cases of the matrix have more than \(Self.maximumCellCount) values; "
            + "leave columns out"))
    }
    guard problems.isEmpty else {
      // The columns stay known, so that the steps which use them are not refused as well.
      return rows.prefix(1).map { row in
        let names = Set(axes.map(\.name)).union(row.columns.keys)
        return Scenario.Case(
          name: row.name, place: row.place,
          columns: Dictionary(uniqueKeysWithValues: names.map { ($0, "") }))
      }
    }
    return axes.reduce(rows) { cases, axis in
      cases.flatMap { row in axis.values.map { row.with(axis.name, $0) } }
    }
  }
}

extension Scenario.Case {
  /// The case with one more column, which is also part of its name.
  fileprivate func with(_ column: String, _ value: String) -> Self {
    let name = name.isEmpty ? value : "\(name), \(value)"
    return Self(
      name: name, place: place,
      columns: columns.merging([column: value, "case": name]) { _, new in new })
  }
}
