public import StrictYAML

/// A scenario: a start, a table of cases, and the steps that each case takes.
///
/// A value made by ``ScenarioDecoding``; everything in it carries the place where it is written.
public struct Scenario: Sendable {
  /// The file's name without `.yaml`; unique in a run.
  public let name: String
  /// One sentence that says what is shown.
  public let title: String
  /// Words to select by.
  public let tags: [String]
  /// Where the file starts.
  public let place: Place
  /// The DNSmanagers, in the order written; at least one.
  let panels: [PanelStart]
  let billing: BillingStart
  private(set) var cases: [Case]
  let steps: [Step]

  /// The clauses that its checks name, sorted.
  public var clauses: [String] {
    Set(steps.flatMap(\.checks).flatMap(\.clauses)).sorted()
  }

  /// The number of cases; each runs on worlds of its own.
  public var caseCount: Int { cases.count }

  /// Returns the scenario with other rows.
  func with(_ cases: [Case]) -> Self {
    var copy = self
    copy.cases = cases
    return copy
  }

  /// A DNSmanager and the world that it starts from.
  struct PanelStart: Sendable {
    let name: String
    /// The name of a file in `fixtures/worlds`, without `.yaml`.
    let world: String
    let place: Place
  }

  /// One row of the table.
  struct Case: Sendable {
    let name: String
    let place: Place
    let columns: [String: String]
  }

  /// One step.
  struct Step: Sendable {
    let name: String
    let place: Place
    let kind: any StepKind.Type
    let fields: [String: Field]
    let each: Repetition?
    let checks: [Check]
    let captures: [Capture]
  }

  /// The value of a field as it is written.
  enum Field: Sendable {
    case text(Template)
    case pairs([(name: Template, value: Template)])
  }

  /// A variable and the values that a step is repeated for.
  struct Repetition: Sendable {
    let variable: String
    let values: [String]
  }
}
