internal import StrictYAML

/// One thing that must hold after a step, and the clauses that it proves.
struct Check: Sendable {
  /// What a check looks at.
  struct Subject: Sendable {
    let name: String
    let form: StepContract.Subject.Form
    /// The XPath expression or the header's name.
    let argument: Template?
  }

  /// How what is seen is compared.
  enum Operator: String, CaseIterable, Sendable {
    case equals
    case notEquals = "not_equals"
    case contains
    case notContains = "not_contains"
    case matches
    case count
    case absent

    /// One sentence for the documentation.
    var help: String {
      switch self {
      case .equals: "the values are exactly this text, or these texts when a list is given"
      case .notEquals: "there is a value, and none is this text"
      case .contains: "a value contains this text; with a list, each text of it"
      case .notContains: "there is a value, and none contains this text"
      case .matches: "a value matches this regular expression (anywhere, unless anchored)"
      case .count: "there are exactly so many values"
      case .absent: "`yes`: there is no value; `no`: there is one"
      }
    }
  }

  /// One comparison.
  struct Demand: Sendable {
    let comparison: Operator
    /// At least one; only `equals`, `contains` and `not_contains` take several.
    let expected: [Template]
  }

  let place: Place
  /// Ids of the clauses that it proves; at least one.
  let clauses: [String]
  let subject: Subject
  /// At least one; all must hold.
  let demands: [Demand]
  /// Why the documents say nothing about it; then a target of others that does otherwise is neither
  /// right nor wrong.
  let assumed: String?
}

/// A value to keep for later steps.
struct Capture: Sendable {
  let name: String
  let place: Place
  let subject: Check.Subject
  /// A regular expression whose one group is kept; `nil` keeps the whole first value.
  let pattern: Template?
}
