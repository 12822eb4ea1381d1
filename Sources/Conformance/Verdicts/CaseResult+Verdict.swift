extension CaseResult {
  /// Whether nothing has been wrong for certain: what is found later still decides.
  var isUndecided: Bool { verdict == .pass || verdict == .inconclusive }

  /// Sets how the case ended and why.
  mutating func set(_ verdict: Verdict, _ code: FailureCode, _ message: String?) {
    self.verdict = verdict
    self.code = code
    self.message = message
  }

  /// Turns a failure into a known one, and a pass into news; leaves all else as it is.
  ///
  /// Only what the target did can be known: an error of the scenario or of ours never is.
  mutating func expectFailure(_ reason: String) {
    switch verdict {
    case .fail, .timeout:
      let what = message.map { " (\($0))" } ?? ""
      set(.xfail, .knownFailure, "known to fail: \(reason)\(what)")
    case .pass, .flaky:
      set(.xpass, .knownFailurePassed, "passed, although it is known to fail: \(reason)")
    default: break
    }
  }

  /// Removes all that was seen, when nobody can say what of it is secret.
  mutating func withholdEvidence() {
    (steps, replies) = ([], nil)
    checks = checks.map { check in
      CheckResult(
        clauses: check.clauses, place: check.place, step: check.step, verdict: check.verdict,
        finding: check.finding.map { finding in
          Finding(
            place: finding.place, path: finding.path, expected: ["(withheld)"],
            actual: ["(withheld: the target did not say what is secret)"])
        }, evidence: [])
    }
  }
}

extension CheckResult {
  /// The result under another step's name.
  func renamed(_ step: String) -> Self {
    Self(
      clauses: clauses, place: place, step: step, verdict: verdict, finding: finding,
      evidence: evidence)
  }
}
