extension Check {
  /// Compares what a step saw with what must be, and says what is wrong, or `nil`.
  ///
  /// - Throws: ``StepFault`` when the check itself cannot be made.
  func finding(
    in seen: Observation, variables: [String: String]
  ) throws(StepFault) -> Finding? {
    let argument = try subject.argument?.filled(from: variables)
    let actual = try seen.strings(of: subject, argument)
    for demand in demands {
      var expected: [String] = []
      for template in demand.expected { expected.append(try template.filled(from: variables)) }
      guard try !demand.comparison.holds(actual, expected) else { continue }
      let path = [subject.name, argument, demand.comparison.rawValue].compactMap(\.self)
      return Finding(
        place: place, path: path.joined(separator: " "), expected: expected, actual: actual)
    }
    return nil
  }
}

extension Check.Operator {
  /// Whether the comparison holds; each says in ``help`` what it needs.
  func holds(_ actual: [String], _ expected: [String]) throws(StepFault) -> Bool {
    let first = expected.first ?? ""
    switch self {
    case .equals: return actual == expected
    case .notEquals: return !actual.isEmpty && !actual.contains(first)
    case .contains: return expected.allSatisfy { text in actual.contains { $0.contains(text) } }
    case .notContains:
      return !actual.isEmpty
        && expected.allSatisfy { text in !actual.contains { $0.contains(text) } }
    case .matches:
      let pattern = try Self.pattern(first)
      return actual.contains { pattern.matches($0) }
    case .count:
      guard let count = Int(first) else {
        throw .badValue(field: "count", value: first, expected: "a whole number")
      }
      return actual.count == count
    case .absent: return actual.isEmpty == (first == "yes")
    }
  }

  /// Compiles an expression whose placeholders are filled.
  static func pattern(_ text: String) throws(StepFault) -> Pattern {
    do {
      return try Pattern(text)
    } catch {
      throw .badValue(field: "matches", value: text, expected: "a regular expression: \(error)")
    }
  }
}

extension Capture {
  /// Returns the value to keep, or `nil` when there is none.
  func value(in seen: Observation, variables: [String: String]) throws(StepFault) -> String? {
    let values = try seen.strings(of: subject, subject.argument?.filled(from: variables))
    guard let pattern else { return values.first }
    let compiled = try Check.Operator.pattern(pattern.filled(from: variables))
    return values.lazy.compactMap { compiled.firstGroup(in: $0) }.first
  }
}
