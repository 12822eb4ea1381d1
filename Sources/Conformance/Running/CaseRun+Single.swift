internal import FakeDNSmanager

extension CaseRun {
  /// Runs a step of a kind and makes its checks; `false` when later steps cannot go on.
  mutating func single(
    _ step: Scenario.Step, _ kind: any StepKind.Type, _ fields: [String: Scenario.Field],
    in session: any TargetSession
  ) async throws -> Bool {
    let arguments = try arguments(fields, at: step)
    let before = settings.keepsSteps ? await look(at: session) : nil
    let seen = try await seen(step, kind, arguments, in: session)
    if let before { try await keep(step, seen, since: before, in: session) }
    for check in step.checks {
      add(check, of: step, try await finding(of: check, in: seen), seen)
    }
    guard try await capture(step, from: seen) else { return false }
    if !step.repeatable.isEmpty {
      try await doAgain(step, kind, arguments, in: session)
    }
    return true
  }

  /// How a session is before a step.
  private struct Look {
    let state: RememberedState?
    let traffic: SessionTraffic
  }

  private func look(at session: any TargetSession) async -> Look {
    Look(state: try? await session.rememberState(), traffic: await session.traffic())
  }

  /// Keeps what a step sent, saw and changed, for reports that show it.
  private mutating func keep(
    _ step: Scenario.Step, _ seen: Observation, since before: Look, in session: any TargetSession
  ) async throws {
    // A step that makes one call itself has shown it already.
    let isShown = seen.evidence.contains { $0.kind == "request" }
    let traffic = isShown ? [] : await session.traffic().since(before.traffic)
    let changes = try await before.state?.changes() ?? []
    result.steps.append(
      StepRecord(
        step: step.name, place: step.place, evidence: seen.evidence + traffic, changes: changes))
  }

  /// Carries the step out, and tries it again until what it waits for holds or the time is over.
  private func seen(
    _ step: Scenario.Step, _ kind: any StepKind.Type, _ arguments: StepArguments,
    in session: any TargetSession
  ) async throws -> Observation {
    guard let polling = step.eventually else {
      return try await limited { try await kind.run(arguments, in: session) }
    }
    let begin = ContinuousClock.now
    let end = begin.advanced(by: polling.within)
    let limit = settings.limit(caseBegan: began)
    let last = begin.advanced(by: limit.length)
    while true {
      let seen = try await limited { try await kind.run(arguments, in: session) }
      let now = ContinuousClock.now
      if try await holds(step, in: seen) || now >= end { return seen }
      let next = min(now.advanced(by: polling.every), end)
      try await Task.sleep(until: min(next, last))
      guard next < last else { throw TimeOver(limit: limit) }
    }
  }

  /// Whether all checks of a step hold and all that it keeps is there.
  private func holds(_ step: Scenario.Step, in seen: Observation) async throws -> Bool {
    for check in step.checks {
      guard try await finding(of: check, in: seen) == nil else { return false }
    }
    for capture in step.captures {
      guard try await value(of: capture, in: seen) != nil else { return false }
    }
    return true
  }

  private func finding(of check: Check, in seen: Observation) async throws -> Finding? {
    try await matching(check.demands.contains { $0.comparison == .matches }) { [variables] in
      try check.finding(in: seen, variables: variables)
    }
  }

  private func value(of capture: Capture, in seen: Observation) async throws -> String? {
    try await matching(capture.pattern != nil) { [variables] in
      try capture.value(in: seen, variables: variables)
    }
  }

  /// Does `work`; when it compares with regular expressions, no longer than the limits allow: some take
  /// longer than anybody waits, and the text is the target's.
  private func matching<Value: Sendable>(
    _ isSlow: Bool, _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    guard isSlow else { return try work() }
    return try await limited { try await OwnThread.run(work).get() }
  }

  /// Does the step a second time: nothing may change.
  private mutating func doAgain(
    _ step: Scenario.Step, _ kind: any StepKind.Type, _ arguments: StepArguments,
    in session: any TargetSession
  ) async throws {
    let before = try await limited { try await session.rememberState() }
    let seen = try await limited { try await kind.run(arguments, in: session) }
    let changes = try await limited { try await before.changes() }
    let finding = Finding(
      place: step.place, path: "state after doing it again", expected: [], actual: changes)
    let isSame = changes.isEmpty
    if !isSame { noteFailure(.repetitionChangesState) }
    result.checks.append(
      CheckResult(
        clauses: step.repeatable, place: step.place, step: step.name,
        verdict: isSame ? .pass : .fail, finding: isSame ? nil : finding,
        evidence: isSame ? [] : seen.evidence))
  }

  private mutating func capture(
    _ step: Scenario.Step, from seen: Observation
  ) async throws -> Bool {
    for capture in step.captures {
      guard let value = try await value(of: capture, in: seen) else {
        let finding = Finding(
          place: capture.place, path: "capture \(capture.name)",
          expected: ["(a value for \(capture.name))"], actual: [])
        noteFailure(.nothingToCapture, finding.description)
        // Its checks are made, and no other will be.
        finished.insert(step.id)
        return false
      }
      variables[capture.name] = value
      keepSecret(value, named: capture.name)
    }
    return true
  }

  private mutating func keepSecret(_ value: String, named name: String) {
    guard SecretName.isSecret(name) || SecretName.isPassword(name) else { return }
    secrets.insert(Journal.secret(in: value, named: name))
  }

  private mutating func add(
    _ check: Check, of step: Scenario.Step, _ finding: Finding?, _ seen: Observation
  ) {
    var verdict = finding == nil ? Verdict.pass : .fail
    if finding != nil, let silence = check.assumed, !settings.isOwnTarget {
      verdict = .inconclusive
      if result.verdict == .pass { result.set(.inconclusive, .documentsSilent, silence) }
    } else if finding != nil {
      noteFailure(.checkFailed)
    }
    result.checks.append(
      CheckResult(
        clauses: check.clauses, place: check.place, step: step.name, verdict: verdict,
        finding: finding, evidence: finding == nil ? [] : seen.evidence))
  }

  private mutating func arguments(
    _ fields: [String: Scenario.Field], at step: Scenario.Step
  ) throws -> StepArguments {
    var values: [String: StepArguments.Value] = [:]
    for (name, field) in fields {
      switch field {
      case .text(let template):
        let text = try template.filled(from: variables)
        keepSecret(text, named: name)
        values[name] = .text(text)
      case .list(let templates):
        values[name] = .list(try templates.map { try $0.filled(from: variables) })
      case .pairs(let pairs):
        values[name] = .pairs(
          try pairs.map { pair in
            let (name, value) = (
              try pair.name.filled(from: variables), try pair.value.filled(from: variables)
            )
            keepSecret(value, named: name)
            return Parameter(name, value)
          })
      }
    }
    return StepArguments(place: step.place, values: values)
  }
}
