internal import StrictYAML

/// One kind of step: what it takes, and what it does.
protocol StepKind: Sendable {
  /// What can be written and checked.
  static var contract: StepContract { get }

  /// Carries the step out and says what was seen.
  ///
  /// - Throws: ``StepFault`` when the step could not be carried out. A target that refuses is not a
  ///   fault: the refusal is part of the observation.
  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
}

/// The fields of one step with all placeholders filled.
struct StepArguments: Sendable {
  /// The value of one field.
  enum Value: Sendable, Equatable {
    case text(String)
    case list([String])
    case pairs([Parameter])
  }

  /// Where the step is written.
  let place: Place
  let values: [String: Value]

  /// Returns the text of a field, or `nil` when it is left out.
  func text(_ field: String) -> String? {
    if case .text(let text) = values[field] { text } else { nil }
  }

  /// Returns the text of a field that the contract requires.
  func required(_ field: String) throws(StepFault) -> String {
    guard let text = text(field) else {
      throw .badValue(field: field, value: "", expected: "given")
    }
    return text
  }

  /// Returns a service's id.
  func number(_ field: String) throws(StepFault) -> Int64 {
    let text = try required(field)
    guard let number = DecimalText.number(text) else {
      throw .badValue(field: field, value: text, expected: "a whole number of 64 bits, 0 or more")
    }
    return number
  }

  /// Returns a length of time, or `nil` when the field is left out.
  func duration(_ field: String) throws(StepFault) -> Duration? {
    guard let text = text(field) else { return nil }
    guard let duration = DurationText.duration(text) else {
      throw .badValue(field: field, value: text, expected: DurationText.expected)
    }
    return duration
  }

  /// Returns the texts of a list; empty when the field is left out.
  func list(_ field: String) -> [String] {
    if case .list(let texts) = values[field] { texts } else { [] }
  }

  /// Returns `yes` or `no` as a Boolean, or `nil` when the field is left out.
  func flag(_ field: String) throws(StepFault) -> Bool? {
    switch text(field) {
    case nil: nil
    case "yes": true
    case "no": false
    case let other?: throw .badValue(field: field, value: other, expected: "yes or no")
    }
  }

  /// Returns the pairs of a mapping, in order; empty when the field is left out.
  func pairs(_ field: String) -> [Parameter] {
    if case .pairs(let pairs) = values[field] { pairs } else { [] }
  }
}
