internal import StrictYAML

/// The keys that every step can have beside its own.
struct StepModifiers {
  let name: String?
  let each: Scenario.Repetition?
  let eventually: Scenario.Polling?
  /// As ``Scenario/Step/repeatable``.
  let repeatable: [String]
}

extension ScenarioDecoding {
  /// Between two tries of a step, when `every` is left out.
  private static let pollingInterval = Duration.milliseconds(50)
  /// The longest list or range of `each`.
  private static let maximumRepetition = 100_000

  /// Reads the modifiers of a step.
  mutating func modifiers(_ reader: inout MappingReader) -> StepModifiers {
    StepModifiers(
      name: reader.text("name", &problems)?.text,
      each: reader.take("each").flatMap { repetition($0) },
      eventually: reader.take("eventually").flatMap { polling($0) },
      repeatable: repeatable(&reader))
  }

  private mutating func repeatable(_ reader: inout MappingReader) -> [String] {
    let word = reader.text("repeat", &problems)
    let clause = reader.take("clause")
    guard let word else {
      if let clause {
        problems.append(.init(clause.place, "'clause' at a step belongs to 'repeat: step'"))
      }
      return []
    }
    if word.text != "step" {
      problems.append(.init(word.place, "'repeat' must be 'step', not '\(word.text)'"))
    }
    return clauseIDs(clause, at: word.place)
  }

  private mutating func polling(_ node: YAMLNode) -> Scenario.Polling? {
    guard var reader = MappingReader(node, "'eventually'", &problems) else { return nil }
    let within = reader.requiredText("within", &problems)
    let every = reader.text("every", &problems)
    reader.finish(&problems)
    guard let within = within.flatMap({ duration($0, "within") }) else { return nil }
    return .init(
      within: within, every: every.flatMap { duration($0, "every") } ?? Self.pollingInterval)
  }

  private mutating func duration(_ text: Template, _ key: String) -> Duration? {
    if let duration = DurationText.duration(text.text), duration > .zero { return duration }
    problems.append(
      .init(text.place, "'\(key)' must be \(DurationText.expected), not '\(text.text)'"))
    return nil
  }

  private mutating func repetition(_ node: YAMLNode) -> Scenario.Repetition? {
    guard case .mapping(let entries) = node.content, entries.count == 1 else {
      problems.append(.init(node.place, "'each' must name one variable: { service: \"101..120\" }"))
      return nil
    }
    let entry = entries[0]
    switch entry.value.content {
    case .sequence(let items):
      if items.isEmpty {
        problems.append(
          .init(entry.value.place, "'each' has no value, so the step would never be made"))
      }
      let values = items.compactMap { Template($0, "a value of 'each'", &problems) }
      return .init(variable: entry.key, source: .list(values))
    case .scalar(let text):
      if let range = Self.range(text) { return .init(variable: entry.key, source: .range(range)) }
    default: break
    }
    problems.append(
      .init(
        entry.value.place,
        "'each' takes a list, or a range such as 101..120 of at most \(Self.maximumRepetition)"))
    return nil
  }

  private static func range(_ text: String) -> ClosedRange<Int>? {
    guard let match = text.wholeMatch(of: /(\d{1,18})\.\.(\d{1,18})/),
      let first = Int(match.1), let last = Int(match.2), first <= last,
      last - first < maximumRepetition
    else { return nil }
    return first...last
  }
}
