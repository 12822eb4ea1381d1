/// What holds for one case: how long it may take, and what it may do.
struct CaseSettings: Sendable {
  /// How long a case may take in all, teardown apart.
  var caseTimeout = Duration.seconds(60)
  /// How long one step may take; `nil` for as long as the case.
  var stepTimeout: Duration?
  /// When the run ends; `nil` for no limit.
  var runEnd: ContinuousClock.Instant?
  /// Whether a scenario may run programs.
  var allowsPrograms = false
  /// The environment that scenarios can read.
  var environment: [String: String] = [:]
  /// Whether the target must also do what we assume.
  var isOwnTarget = false
  /// Whether the result has what the panels answered.
  var keepsReplies = false
  /// Whether the result has what each step sent, saw and changed.
  var keepsSteps = false

  /// Whether the time of the run is over.
  var isRunOver: Bool { runEnd.map { $0 <= .now } ?? false }

  /// A limit of time, and the code of its being over.
  struct Limit: Sendable {
    let length: Duration
    let code: FailureCode
  }

  /// How long the next step may take, by the first of the limits to come.
  func limit(caseBegan: ContinuousClock.Instant) -> Limit {
    let now = ContinuousClock.now
    var limit = Limit(length: caseTimeout - caseBegan.duration(to: now), code: .caseTooLong)
    if let runEnd, now.duration(to: runEnd) < limit.length {
      limit = Limit(length: now.duration(to: runEnd), code: .runTooLong)
    }
    if let stepTimeout, stepTimeout < limit.length {
      limit = Limit(length: stepTimeout, code: .stepTooLong)
    }
    return limit
  }
}

/// Time was over.
struct TimeOver: Error, CustomStringConvertible {
  let limit: CaseSettings.Limit

  var description: String {
    switch limit.code {
    case .stepTooLong: "a step was not done in \(limit.length)"
    case .runTooLong: "the time of the run was over"
    default: "the time of the case was over"
    }
  }
}
