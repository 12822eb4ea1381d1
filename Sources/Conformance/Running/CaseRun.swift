/// One case at work: its variables, its secrets and what has been found.
struct CaseRun {
  private let scenario: Scenario
  private let row: Scenario.Case
  private var variables: [String: String] = [:]
  private var secrets: Set<String> = []
  private var result: CaseResult

  init(_ scenario: Scenario, _ row: Scenario.Case) {
    self.scenario = scenario
    self.row = row
    variables = row.columns
    result = CaseResult(
      scenario: scenario.name, name: row.name, place: row.place, verdict: .pass)
  }

  /// Runs the case on a target of its own and returns how it ended; never throws.
  consuming func run(on target: any Target) async -> CaseResult {
    do {
      let start = CaseStart(panels: scenario.panels, billing: scenario.billing)
      let session = try await target.open(start)
      variables.merge(session.variables) { own, _ in own }
      do {
        try await runSteps(in: session)
      } catch {
        note(error)
      }
      secrets.formUnion(await session.secrets())
      try await end(session)
    } catch {
      note(error)
    }
    return finished()
  }

  private mutating func runSteps(in session: any TargetSession) async throws {
    for step in scenario.steps {
      guard let each = step.each else {
        guard try await run(step, in: session) else { return }
        continue
      }
      for value in each.values {
        variables[each.variable] = value
        guard try await run(step, in: session) else { return }
      }
    }
  }

  /// Runs a step; `false` when later steps cannot go on.
  private mutating func run(_ step: Scenario.Step, in session: any TargetSession) async throws
    -> Bool
  {
    try Task.checkCancellation()
    let seen = try await step.kind.run(try arguments(of: step), in: session)
    for check in step.checks {
      let finding = try check.finding(in: seen, variables: variables)
      add(check, of: step, finding, seen)
    }
    for capture in step.captures {
      guard let value = try capture.value(in: seen, variables: variables) else {
        let finding = Finding(
          place: capture.place, path: "capture \(capture.name)",
          expected: ["(a value for \(capture.name))"], actual: [])
        result.verdict = .fail
        result.message = finding.description
        return false
      }
      variables[capture.name] = value
      if capture.name.lowercased().contains("pass") { secrets.insert(value) }
    }
    return true
  }

  private mutating func add(
    _ check: Check, of step: Scenario.Step, _ finding: Finding?, _ seen: Observation
  ) {
    if finding != nil { result.verdict = .fail }
    result.checks.append(
      CheckResult(
        clauses: check.clauses, place: check.place, step: step.name,
        verdict: finding == nil ? .pass : .fail, finding: finding,
        evidence: finding == nil ? [] : seen.evidence))
  }

  private mutating func arguments(of step: Scenario.Step) throws -> StepArguments {
    var values: [String: StepArguments.Value] = [:]
    for (name, field) in step.fields {
      switch field {
      case .text(let template):
        let text = try template.filled(from: variables)
        if name == "password" { secrets.insert(text) }
        values[name] = .text(text)
      case .pairs(let pairs):
        values[name] = .pairs(
          try pairs.map { pair in
            Parameter(
              try pair.name.filled(from: variables), try pair.value.filled(from: variables))
          })
      }
    }
    return StepArguments(place: step.place, values: values)
  }

  /// Ends the session; a fault that never fired means that the case did not show what it says.
  private mutating func end(_ session: any TargetSession) async throws {
    let unused = try await session.close()
    guard !unused.isEmpty, result.verdict == .pass else { return }
    result.verdict = .error
    result.cause = .scenario
    let list = unused.map(\.description).joined(separator: "; ")
    result.message = "a fault never fired: \(list)"
  }

  private mutating func note(_ error: any Error) {
    // What failed before stays failed: the error may be its consequence.
    if result.verdict == .fail {
      result.message = result.message ?? "\(error)"
      return
    }
    result.message = "\(error)"
    switch error {
    case TargetError.unsupported, StepFault.unsupported: result.verdict = .unsupported
    case TargetError.unreachable: (result.verdict, result.cause) = (.error, .unreachable)
    case TargetError.world, TargetError.unknownName:
      (result.verdict, result.cause) = (.error, .scenario)
    case StepFault.target: (result.verdict, result.cause) = (.error, .ours)
    case is StepFault: (result.verdict, result.cause) = (.error, .scenario)
    default: (result.verdict, result.cause) = (.error, .ours)
    }
  }

  private consuming func finished() -> CaseResult {
    var result = self.result
    let made = Set(result.checks.map(\.place))
    for step in scenario.steps {
      for check in step.checks where !made.contains(check.place) {
        result.checks.append(
          CheckResult(
            clauses: check.clauses, place: check.place, step: step.name, verdict: .notrun,
            finding: nil, evidence: []))
      }
    }
    let redaction = Redaction(secrets)
    result.checks = result.checks.map { redaction($0) }
    result.message = result.message.map { redaction($0) }
    return result
  }
}
