public import StrictYAML

/// How one check ended, once per repetition of its step.
public struct CheckResult: Sendable, Codable {
  /// The clauses that it proves.
  public let clauses: [String]
  /// Where it is written.
  public let place: Place
  /// The step's name.
  public let step: String
  /// `pass`, `fail`, `inconclusive`, or `notrun` when its step was not reached.
  public let verdict: Verdict
  /// What was wrong; `nil` unless it failed.
  public let finding: Finding?
  /// What was sent and seen, secrets removed; empty unless it failed.
  public let evidence: [Evidence]
}

/// How one case of a scenario ended.
public struct CaseResult: Sendable, Codable {
  /// The scenario's name.
  public let scenario: String
  /// The row's name; empty for a scenario without a table.
  public let name: String
  /// Which of the copies that `--repeat` made, from 2 on; `nil` for what is written.
  public var copy: Int?
  /// Where the case is written.
  public let place: Place
  /// As bad as its worst check.
  public internal(set) var verdict: Verdict
  /// Why it is neither passed nor failed.
  public internal(set) var message: String?
  /// The stable name of why it did not simply pass; `nslab explain` says more.
  public internal(set) var code: FailureCode?
  /// How often it was run until it passed or nobody wanted to try again; 1 without retries.
  public internal(set) var attempts = 1
  /// Whose mistake an `error` is.
  public internal(set) var cause: ErrorCause?
  /// In the order they were made.
  public internal(set) var checks: [CheckResult] = []
  /// What each step sent, saw and changed; empty unless it is kept.
  public internal(set) var steps: [StepRecord] = []
  /// What the panels answered; `nil` unless the run keeps it.
  public internal(set) var replies: [RecordedReply]?
  /// Seconds.
  public internal(set) var duration: Double = 0

  /// The scenario's name and the row's, the same for all copies.
  public var subject: String { name.isEmpty ? scenario : "\(scenario) [\(name)]" }

  /// The scenario's name, the row's and the copy's.
  public var title: String { copy.map { "\(subject) #\($0)" } ?? subject }
}
