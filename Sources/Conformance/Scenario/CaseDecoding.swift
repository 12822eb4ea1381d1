internal import StrictYAML

extension ScenarioDecoding {
  /// More than anybody looks through, and few enough to keep in memory.
  private static let maximumCaseCount = 100_000

  /// Reads the rows and multiplies them by the matrix.
  mutating func cases(
    _ rows: YAMLNode?, matrix: YAMLNode?, at place: Place
  ) -> [Scenario.Case] {
    let written = self.rows(rows, at: place)
    guard let matrix else { return written }
    return multiplied(written, by: axes(matrix), isNamed: rows != nil, at: matrix.place)
  }

  private mutating func rows(_ node: YAMLNode?, at place: Place) -> [Scenario.Case] {
    guard let node else { return [.init(name: "", place: place, columns: [:])] }
    guard case .sequence(let rows) = node.content, !rows.isEmpty else {
      problems.append(.init(node.place, "'cases' must be a list of rows, not \(node.kind)"))
      return []
    }
    let cases = rows.compactMap { scenarioCase($0) }
    var names: Set<String> = []
    for row in cases {
      if !names.insert(row.name).inserted {
        problems.append(.init(row.place, "there is another case '\(row.name)'"))
      }
      for column in Set(cases[0].columns.keys).symmetricDifference(row.columns.keys).sorted() {
        problems.append(
          .init(row.place, "every case needs the same columns; '\(column)' is not in all"))
      }
    }
    return cases
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

  private mutating func axes(_ node: YAMLNode) -> [(name: String, values: [String])] {
    guard case .mapping(let entries) = node.content, !entries.isEmpty else {
      problems.append(
        .init(node.place, "'matrix' must map columns to lists of values, not \(node.kind)"))
      return []
    }
    return entries.map { entry in
      guard case .sequence(let items) = entry.value.content, !items.isEmpty else {
        problems.append(.init(entry.value.place, "'\(entry.key)' must be a list of values"))
        return (entry.key, [])
      }
      let values = items.compactMap { Template($0, "a value of '\(entry.key)'", &problems)?.text }
      if Set(values).count != values.count {
        problems.append(.init(entry.value.place, "'\(entry.key)' has a value more than once"))
      }
      return (entry.key, values)
    }
  }

  private mutating func multiplied(
    _ rows: [Scenario.Case], by axes: [(name: String, values: [String])], isNamed: Bool,
    at place: Place
  ) -> [Scenario.Case] {
    var count = rows.count
    for axis in axes where !count.multipliedReportingOverflow(by: axis.values.count).overflow {
      count *= axis.values.count
      if rows.first?.columns[axis.name] != nil {
        problems.append(.init(place, "'\(axis.name)' is a column of 'cases' already"))
      }
    }
    guard count <= Self.maximumCaseCount else {
      problems.append(
        .init(place, "the matrix makes \(count) cases; at most \(Self.maximumCaseCount) are run"))
      return []
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
