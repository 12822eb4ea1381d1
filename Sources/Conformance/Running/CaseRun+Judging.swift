internal import Provisioner

extension CaseRun {
  /// Notes that something is not as it must be; in the setup that blocks the case.
  mutating func noteFailure(_ code: FailureCode, _ message: String? = nil) {
    guard !isSettingUp else {
      let last = message.map { ": \($0)" } ?? ""
      if result.isUndecided {
        result.set(.blocked, .setupFailed, "the setup did not succeed\(last)")
      }
      return
    }
    guard result.isUndecided else {
      result.message = result.message ?? message
      return
    }
    result.set(.fail, code, message)
  }

  /// Notes why the case cannot go on.
  mutating func note(_ error: any Error) {
    // What failed before stays failed: the error may be its consequence.
    guard result.isUndecided else {
      result.message = result.message ?? "\(error)"
      return
    }
    let judgement = Self.judgement(of: error)
    // Whoever is to mend a scenario looks for the line.
    let place = judgement.cause == .scenario ? stepPlace.map { "\($0): " } ?? "" : ""
    result.set(judgement.verdict, judgement.code, "\(place)\(error)")
    result.cause = judgement.cause
    if isSettingUp, judgement.verdict == .timeout {
      result.set(.blocked, .setupFailed, "the setup did not succeed: \(error)")
    }
  }

  typealias Judgement = (verdict: Verdict, code: FailureCode, cause: ErrorCause?)

  /// How a case ends that cannot go on because of an error.
  static func judgement(of error: any Error) -> Judgement {
    switch error {
    case let over as TimeOver: (.timeout, over.limit.code, nil)
    case is CancellationError: (.notrun, .runEnded, nil)
    case TargetError.unsupported: (.unsupported, .targetCannot, nil)
    case TargetError.unreachable: (.error, .targetUnreachable, .unreachable)
    case TargetError.world: (.error, .worldUnusable, .scenario)
    case TargetError.unknownName: (.error, .unknownName, .scenario)
    case let fault as StepFault: judgement(of: fault)
    case BillingError.noSuch: (.error, .unknownName, .scenario)
    case BillingError.badField, BillingError.exists: (.error, .badValue, .scenario)
    default: (.error, .ownFault, .ours)
    }
  }

  private static func judgement(of fault: StepFault) -> Judgement {
    switch fault {
    case .unsupported: (.unsupported, .targetCannot, nil)
    case .target: (.error, .targetBroke, .ours)
    case .unknownVariable: (.error, .unknownVariable, .scenario)
    case .badValue: (.error, .badValue, .scenario)
    case .unknownName: (.error, .unknownName, .scenario)
    case .environmentLacks: (.error, .environmentLacks, .scenario)
    case .secretTooShort: (.error, .secretTooShort, .scenario)
    case .program: (.error, .programNotRun, .scenario)
    }
  }

  /// The result with the checks that were not made and without secrets.
  consuming func finishedResult() -> CaseResult {
    for step in scenario.allSteps where !finished.contains(step.id) {
      result.checks += step.unmadeChecks
    }
    if case .xfail(let reason) = scenario.reservation { result.expectFailure(reason) }
    return Redaction(secrets)(result)
  }
}

extension Scenario {
  /// Whether it runs programs of its author.
  var runsPrograms: Bool {
    allSteps.contains { step in
      if case .single(let kind, _, _) = step.action { kind is ExecStep.Type } else { false }
    }
  }
}

extension Scenario.Step {
  /// Its own checks as they stand when nobody makes them.
  var unmadeChecks: [CheckResult] {
    let own = checks.map { check in
      CheckResult(
        clauses: check.clauses, place: check.place, step: name, verdict: .notrun, finding: nil,
        evidence: [])
    }
    guard !repeatable.isEmpty else { return own }
    let again = CheckResult(
      clauses: repeatable, place: place, step: name, verdict: .notrun, finding: nil, evidence: [])
    return own + [again]
  }
}
