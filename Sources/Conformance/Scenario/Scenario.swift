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
  /// Why it is left out or known to fail; `nil` for most.
  let reservation: Reservation?
  /// The DNSmanagers, in the order written; at least one.
  let panels: [PanelStart]
  /// What it reads of the environment.
  let environment: [EnvironmentVariable]
  let billing: BillingStart
  private(set) var cases: [Case]
  /// Whether some of its cases were not chosen.
  private(set) var isNarrowed = false
  /// Steps that make the start; when they do not succeed, the case is blocked.
  let setup: [Step]
  let steps: [Step]
  /// Steps that run at the end, however the case went.
  let teardown: [Step]
  /// Steps that only look, made after every step.
  let invariants: [Step]

  /// Every step, in the order in which they are written, steps inside others after these.
  var allSteps: [Step] {
    (setup + steps + invariants + teardown).flatMap(\.withInner)
  }

  /// The clauses that its checks name, sorted.
  public var clauses: [String] {
    Set(allSteps.flatMap(\.clauses)).sorted()
  }

  /// The number of cases; each runs on worlds of its own.
  public var caseCount: Int { cases.count }

  /// Returns the scenario with other rows.
  func with(_ cases: [Case]) -> Self {
    var copy = self
    copy.cases = cases
    copy.isNarrowed = isNarrowed || cases.count < self.cases.count
    return copy
  }

  /// A reason to expect something else than a pass.
  enum Reservation: Sendable {
    /// It is not run.
    case skip(String)
    /// It is run, and known to fail.
    case xfail(String)
  }

  /// A DNSmanager and the world that it starts from.
  struct PanelStart: Sendable {
    let name: String
    /// The name of a file in `fixtures/worlds`, without `.yaml`.
    let world: String
    let place: Place
  }

  /// A placeholder that the environment gives its value.
  struct EnvironmentVariable: Sendable {
    /// The placeholder's name.
    let name: String
    /// The name in the environment.
    let variable: String
    /// Whether no report may show the value.
    let isSecret: Bool
    let place: Place
  }

  /// One row of the table.
  struct Case: Sendable {
    let name: String
    let place: Place
    let columns: [String: String]
    /// Which of the copies that `--repeat` makes; 1 for what is written.
    var copy = 1
  }
}
