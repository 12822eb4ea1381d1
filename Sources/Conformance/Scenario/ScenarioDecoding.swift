internal import StrictYAML

/// Turns the text of a scenario file into a ``Scenario``.
struct ScenarioDecoding {
  /// The clause ids that exist; `nil` when there is no clause file to check against.
  let clauses: Set<String>?
  /// What `use` can name.
  var fragments: FragmentShelf
  var problems: [SourceProblem] = []
  /// The fragments that a step uses.
  var usedFragments: Set<String> = []
  /// How often somebody was told what he probably meant.
  var hintCount = 0
  private var lastStepID = 0
  /// More than anybody writes, and few enough to keep in memory.
  private static let maximumStepCount = 100_000
  private var stepCount = 0
  /// Whether the reading of steps has ended because there are too many.
  var hasTooManySteps: Bool { stepCount > Self.maximumStepCount }

  init(clauses: Set<String>?, fragments: FragmentShelf = .empty) {
    self.clauses = clauses
    self.fragments = fragments
  }

  /// Reads one file.
  ///
  /// - Parameters:
  ///   - text: The file's text.
  ///   - file: Its path, for messages; its name without `.yaml` must be the scenario's.
  ///   - clauses: The ids that a check may name; `nil` accepts all.
  ///   - fragments: What `use` can name beside the file's own fragments.
  /// - Returns: The scenario, fit to be run.
  /// - Throws: ``InvalidSources`` with all problems of the file.
  static func scenario(
    in text: String, file: String, clauses: Set<String>?, fragments: FragmentShelf = .empty
  ) throws(InvalidSources) -> Scenario {
    let node = try YAMLDecoding.node(in: text, file: file)
    var decoding = Self(clauses: clauses, fragments: fragments)
    let scenario = decoding.scenario(node)
    guard let scenario, decoding.problems.isEmpty else {
      throw InvalidSources(decoding.problems)
    }
    return scenario
  }

  /// Returns what is wrong in the steps of a fragment, whether or not a scenario uses it.
  ///
  /// Its parameters have values, and every panel that it names is there: who uses it says which.
  static func problems(
    in fragment: Fragment, clauses: Set<String>?, fragments: FragmentShelf
  ) -> [SourceProblem] {
    var decoding = Self(clauses: clauses, fragments: fragments)
    var scope = StepScope(panels: nil, columns: nil, environment: [])
      .inside(fragment, usedAt: fragment.place)
    _ = decoding.steps(fragment.steps, "steps", at: fragment.place, &scope)
    return decoding.problems
  }

  /// Returns a number that no other step of the scenario has.
  mutating func nextStepID() -> Int {
    lastStepID += 1
    return lastStepID
  }

  /// Counts a step that is read; `false`, and once a problem, when there are too many.
  ///
  /// Ten lines of fragments that use each other make as many steps as one likes.
  mutating func countStep(at place: Place) -> Bool {
    guard !hasTooManySteps else { return false }
    stepCount += 1
    guard hasTooManySteps else { return true }
    problems.append(
      .init(
        place,
        "a scenario has at most \(Self.maximumStepCount) steps, those of the fragments that it uses "
          + "included; here there are more"))
    return false
  }

  private mutating func scenario(_ node: YAMLNode) -> Scenario? {
    guard var reader = MappingReader(node, "a scenario", &problems) else { return nil }
    if let fragment = reader.fragmentName {
      problems.append(
        .init(
          node.place,
          "this is a fragment and runs nothing by itself; 'use: \(fragment)' is a step of a scenario"
        ))
      return nil
    }
    let name = reader.requiredText("scenario", &problems)
    let title = reader.requiredText("title", &problems)
    let tags = reader.list("tags", &problems).compactMap { Template($0, "a tag", &problems) }
    let reservation = reservation(&reader)
    let panels = panels(reader.take("panels"), at: reader.place)
    let environment =
      environment(reader.take("environment"), "environment", isSecret: false)
      + environment(reader.take("secrets"), "secrets", isSecret: true)
    let billing = billing(reader.take("billing"), panels: panels)
    let cases = cases(reader.take("cases"), matrix: reader.take("matrix"), at: reader.place)
    let own = FragmentDecoding.fragments(reader.take("fragments"), &problems)
    addFragments(own)
    let body = body(
      &reader, StepScope(panels: panels, columns: cases.first?.columns, environment: environment))
    reader.finish(&problems)
    refuseUnused(own)
    guard let name, let title else { return nil }
    checkName(name)
    return Scenario(
      name: name.text, title: title.text, tags: tags.map(\.text), place: node.place,
      reservation: reservation, panels: panels, environment: environment, billing: billing,
      cases: cases, setup: body.setup, steps: body.steps, teardown: body.teardown,
      invariants: body.invariants)
  }

  private mutating func addFragments(_ own: [Fragment]) {
    for fragment in own {
      if let other = fragments.fragments[fragment.name] {
        problems.append(
          .init(fragment.place, "there is another fragment '\(fragment.name)', in \(other.place)"))
      }
      fragments.fragments[fragment.name] = fragment
    }
  }

  private mutating func refuseUnused(_ own: [Fragment]) {
    for fragment in own where !usedFragments.contains(fragment.name) {
      problems.append(.init(fragment.place, "no step uses the fragment '\(fragment.name)'"))
    }
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
    refuseHostless(entries)
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

  /// Refuses the names of panels that cannot be part of the address that a panel gets.
  private mutating func refuseHostless(_ panels: [YAMLNode.Entry]) {
    var hosts: [String: String] = [:]
    for panel in panels {
      guard panel.key.wholeMatch(of: /[A-Za-z0-9]([A-Za-z0-9_\-]{0,61}[A-Za-z0-9])?/) != nil else {
        problems.append(
          .init(
            panel.place,
            "'\(panel.key.prefix(64))' becomes part of the panel's address, which has letters, "
              + "digits, '-' and '_' only, at most 63"))
        continue
      }
      if let other = hosts.updateValue(panel.key, forKey: panel.key.lowercased()) {
        problems.append(
          .init(
            panel.place,
            "'\(panel.key)' and '\(other)' have the same address: there a capital letter is a "
              + "small one"))
      }
    }
  }

  // A world's name becomes a file's name, so nothing that leads out of the folder may be in it.
  private static func isWorldLetter(_ letter: Character) -> Bool {
    letter.isASCII && (letter.isLetter || letter.isNumber || letter == "-" || letter == "_")
  }
}
