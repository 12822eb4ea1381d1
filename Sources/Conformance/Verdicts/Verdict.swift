/// How a case ended.
public enum Verdict: String, Sendable, Codable, CaseIterable {
  /// Every check held.
  case pass
  /// A check did not hold.
  case fail
  /// The target lacks what the case needs; neither passed nor failed.
  case unsupported
  /// It was left out on purpose.
  case skip
  /// It did not end in time.
  case timeout
  /// We could not tell: a mistake in the scenario, no target, or a fault of ours.
  case error
  /// The run ended before it.
  case notrun

  /// Whether it must not pass for a success.
  public var isBad: Bool {
    switch self {
    case .fail, .timeout, .error: true
    case .pass, .unsupported, .skip, .notrun: false
    }
  }
}

/// Whose mistake an error is; decides the exit code.
public enum ErrorCause: String, Sendable, Codable {
  /// The scenario or a world file.
  case scenario
  /// Nothing answers there.
  case unreachable
  /// The runner or the target itself.
  case ours
}

/// Whether a clause is proved by a run.
public enum ClauseVerdict: String, Sendable, Codable, CaseIterable {
  /// At least one check, and all of them held.
  case proved
  /// A check did not hold.
  case failed
  /// No check, or one that could not be made.
  case unproven
}
