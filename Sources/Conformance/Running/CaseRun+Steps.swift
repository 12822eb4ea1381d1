extension CaseRun {
  /// Runs steps in their order, and after each the invariants; `false` when later ones cannot go on.
  mutating func run(
    _ steps: [Scenario.Step], in session: any TargetSession, invariants: [Scenario.Step] = []
  ) async throws -> Bool {
    for step in steps {
      guard try await run(step, in: session, invariants: invariants) else { return false }
    }
    return true
  }

  /// Runs a step, once or for each of its values.
  mutating func run(
    _ step: Scenario.Step, in session: any TargetSession, invariants: [Scenario.Step] = []
  ) async throws -> Bool {
    // A variable that the case has by the name is hidden for as long as the step goes on.
    let hidden = step.each.map { variables[$0.variable] }
    defer { if let each = step.each, let hidden { variables[each.variable] = hidden } }
    let values = try step.each?.values(from: variables)
    for value in values?.map(Optional.some) ?? [nil] {
      if let each = step.each { variables[each.variable] = value }
      guard try await runOnce(step, in: session, invariants: invariants) else { return false }
      if isSettingUp, result.verdict == .blocked {
        finished.insert(step.id)
        return false
      }
    }
    finished.insert(step.id)
    return true
  }

  private mutating func runOnce(
    _ step: Scenario.Step, in session: any TargetSession, invariants: [Scenario.Step]
  ) async throws -> Bool {
    try Task.checkCancellation()
    stepPlace = step.place
    switch step.action {
    case .single(let kind, let fields, let during):
      let faults = during.isEmpty ? 0 : await session.faultCount()
      guard try await single(step, kind, fields, in: session) else { return false }
      if !during.isEmpty {
        let goesOn = try await run(during, in: session, invariants: invariants)
        noteLeftover(try await limited { try await session.removeFaults(after: faults) })
        guard goesOn else { return false }
      }
    case .use(_, let parameters, let steps):
      let goesOn = try await use(step, parameters, steps, in: session, invariants)
      guard goesOn else { return false }
    case .concurrently(let steps):
      guard try await concurrently(steps, in: session) else { return false }
    }
    return try await check(invariants, after: step, in: session)
  }

  /// Runs the steps of a fragment, which see its parameters and the panels, and nothing of its user.
  private mutating func use(
    _ step: Scenario.Step, _ parameters: [(name: String, value: Template)],
    _ steps: [Scenario.Step], in session: any TargetSession, _ invariants: [Scenario.Step]
  ) async throws -> Bool {
    let outer = variables
    var inner = session.variables
    for parameter in parameters {
      inner[parameter.name] = try parameter.value.filled(from: outer)
    }
    variables = inner
    defer {
      let kept = variables
      variables = outer
      for name in step.capturedNames { variables[name] = kept[name] ?? outer[name] }
    }
    return try await run(steps, in: session, invariants: invariants)
  }

  private mutating func check(
    _ invariants: [Scenario.Step], after step: Scenario.Step, in session: any TargetSession
  ) async throws -> Bool {
    for invariant in invariants {
      let before = result.checks.count
      let wasPassing = result.verdict == .pass
      let goesOn = try await run(invariant, in: session)
      for index in before..<result.checks.count {
        result.checks[index] = result.checks[index].renamed(
          "\(result.checks[index].step), after \(step.name)")
      }
      if wasPassing, result.verdict == .fail { result.code = .invariantBroken }
      guard goesOn else { return false }
    }
    return true
  }

  /// Runs steps at the same time, each on a copy of the variables, and puts together what they found.
  private mutating func concurrently(
    _ steps: [Scenario.Step], in session: any TargetSession
  ) async throws -> Bool {
    var start = self
    (start.result.checks, start.result.steps) = ([], [])
    let branches = await steps.concurrentlyMapped(jobs: steps.count) { [start] step in
      var branch = start
      let outcome: Result<Bool, any Error>
      do {
        outcome = .success(try await branch.run(step, in: session))
      } catch {
        outcome = .failure(error)
      }
      return Branch(run: branch, outcome: outcome)
    }
    for (step, branch) in zip(steps, branches) { merge(branch.run, adding: step.capturedNames) }
    if let error = Self.worst(branches.compactMap(\.error)) { throw error }
    return try branches.allSatisfy { try $0.outcome.get() }
  }

  /// The error that decides how the case ends: that a target cannot do something hides nothing worse.
  private static func worst(_ errors: [any Error]) -> (any Error)? {
    errors.first { judgement(of: $0).verdict.isBad } ?? errors.first
  }

  private struct Branch: Sendable {
    let run: CaseRun
    let outcome: Result<Bool, any Error>

    var error: (any Error)? {
      if case .failure(let error) = outcome { error } else { nil }
    }
  }

  private mutating func merge(_ branch: CaseRun, adding names: [String]) {
    result.checks += branch.result.checks
    result.steps += branch.result.steps
    if branch.result.verdict == .fail || result.isUndecided && branch.result.verdict != .pass {
      result.verdict = branch.result.verdict
      result.code = branch.result.code
      result.message = branch.result.message
      result.cause = branch.result.cause
    }
    secrets.formUnion(branch.secrets)
    finished.formUnion(branch.finished)
    for name in names { variables[name] = branch.variables[name] ?? variables[name] }
  }
}
