public import StrictYAML

/// What one step of a case sent, saw and changed; kept only for reports that show it.
public struct StepRecord: Sendable, Codable {
  /// The step's name.
  public let step: String
  /// Where it is written.
  public let place: Place
  /// What was sent and seen, secrets removed.
  public let evidence: [Evidence]
  /// What was different afterwards, one line for each field, secrets removed.
  public let changes: [String]
}
