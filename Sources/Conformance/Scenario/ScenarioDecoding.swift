internal import StrictYAML

/// Turns the text of a scenario file into a ``Scenario``.
struct ScenarioDecoding {
  /// The clause ids that exist; `nil` when there is no clause file to check against.
  let clauses: Set<String>?
  var problems: [SourceProblem] = []

  /// Reads one file.
  ///
  /// - Parameters:
  ///   - text: The file's text.
  ///   - file: Its path, for messages; its name without `.yaml` must be the scenario's.
  ///   - clauses: The ids that a check may name; `nil` accepts all.
  /// - Returns: The scenario, fit to be run.
  /// - Throws: ``InvalidSources`` with all problems of the file.
  static func scenario(
    in text: String, file: String, clauses: Set<String>?
  ) throws(InvalidSources) -> Scenario {
    let node = try YAMLDecoding.node(in: text, file: file)
    var decoding = Self(clauses: clauses)
    let scenario = decoding.scenario(node)
    guard let scenario, decoding.problems.isEmpty else {
      throw InvalidSources(decoding.problems)
    }
    return scenario
  }

  private mutating func scenario(_ node: YAMLNode) -> Scenario? {
    guard var reader = MappingReader(node, "a scenario", &problems) else { return nil }
    let name = reader.requiredText("scenario", &problems)
    let title = reader.requiredText("title", &problems)
    let tags = reader.list("tags", &problems).compactMap { Template($0, "a tag", &problems) }
    let panels = panels(reader.take("panels"), at: reader.place)
    let billing = billing(reader.take("billing"), panels: panels)
    let cases = cases(reader.take("cases"), at: reader.place)
    let steps = steps(reader.take("steps"), at: reader.place, panels: panels, cases: cases)
    reader.finish(&problems)
    guard let name, let title else { return nil }
    checkName(name)
    return Scenario(
      name: name.text, title: title.text, tags: tags.map(\.text), place: node.place,
      panels: panels, billing: billing, cases: cases, steps: steps)
  }

  private mutating func checkName(_ name: Template) {
    let file = name.place.file.split(separator: "/").last.map(String.init) ?? ""
    guard file != "\(name.text).yaml" else { return }
    problems.append(
      .init(name.place, "the scenario is called '\(name.text)' but its file '\(file)'"))
  }

  private mutating func panels(_ node: YAMLNode?, at place: Place) -> [Scenario.PanelStart] {
    guard let node else {
      problems.append(.init(place, "a scenario needs 'panels', such as { first: provider }"))
      return []
    }
    guard case .mapping(let entries) = node.content, !entries.isEmpty else {
      problems.append(
        .init(node.place, "'panels' must map names to world files, such as { first: provider }"))
      return []
    }
    return entries.compactMap { entry in
      guard let world = Template(entry.value, "a panel's world", &problems) else { return nil }
      guard !world.text.isEmpty, world.text.allSatisfy(Self.isWorldLetter) else {
        problems.append(
          .init(world.place, "a world is named with letters, digits, '-' and '_', without '.yaml'"))
        return nil
      }
      return .init(name: entry.key, world: world.text, place: entry.place)
    }
  }

  // A world's name becomes a file's name, so nothing that leads out of the folder may be in it.
  private static func isWorldLetter(_ letter: Character) -> Bool {
    letter.isASCII && (letter.isLetter || letter.isNumber || letter == "-" || letter == "_")
  }

  private mutating func cases(_ node: YAMLNode?, at place: Place) -> [Scenario.Case] {
    guard let node else { return [.init(name: "", place: place, columns: [:])] }
    guard case .sequence(let rows) = node.content, !rows.isEmpty else {
      problems.append(.init(node.place, "'cases' must be a list of rows, not \(node.kind)"))
      return []
    }
    let cases = rows.compactMap { scenarioCase($0) }
    for (index, row) in cases.enumerated() {
      if cases[..<index].contains(where: { $0.name == row.name }) {
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
}
