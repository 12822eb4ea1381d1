/// How a case ended.
public enum Verdict: String, Sendable, Codable, CaseIterable {
  /// Every check held.
  case pass
  /// A check did not hold.
  case fail
  /// It was left out on purpose.
  case skip
  /// The target lacks what the case needs; neither passed nor failed.
  case unsupported
  /// Its setup did not succeed, so what it is about was not tried.
  case blocked
  /// A check did not hold where the documents are silent; neither passed nor failed.
  case inconclusive
  /// It failed first and held when it was tried again.
  case flaky
  /// It failed, and the scenario or the baseline says why it is known to.
  case xfail
  /// It passed although it is said to be known to fail: what says so is no longer true.
  case xpass
  /// We could not tell: a mistake in the scenario, no target, or a fault of ours.
  case error
  /// It did not end in time.
  case timeout
  /// The run ended before it.
  case notrun

  /// Whether it must not pass for a success.
  public var isBad: Bool {
    switch self {
    case .fail, .blocked, .xpass, .timeout, .error: true
    case .pass, .skip, .unsupported, .inconclusive, .flaky, .xfail, .notrun: false
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
  /// No check, or one that could not be made, or that held only when it was tried again.
  case unproven
}
