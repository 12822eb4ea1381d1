internal import StrictYAML

/// One case at work: its variables, its secrets and what has been found.
struct CaseRun: Sendable {
  let scenario: Scenario
  private let row: Scenario.Case
  private(set) var settings: CaseSettings
  var variables: [String: String]
  var secrets: Set<String> = []
  var result: CaseResult
  /// Steps that were done to their end, by id.
  var finished: Set<Int> = []
  /// Whether the setup is at work: what fails there blocks the case.
  var isSettingUp = false
  /// Where the step is written that is at work or was the last to be.
  var stepPlace: Place?
  /// When the limit of the case began to count.
  var began = ContinuousClock.now

  init(_ scenario: Scenario, _ row: Scenario.Case, _ settings: CaseSettings = .init()) {
    self.row = row
    self.scenario = scenario
    self.settings = settings
    variables = row.columns
    result = CaseResult(
      scenario: scenario.name, name: row.name, copy: row.copyNumber, place: row.place,
      verdict: .pass)
  }

  /// Runs the case on a target of its own and returns how it ended; never throws, and never hangs.
  consuming func run(on target: any Target) async -> CaseResult {
    if let left = leftOut { return left }
    do {
      try readEnvironment()
      let start = CaseStart(panels: scenario.panels, billing: scenario.billing)
      let session = try await limited { try await target.open(start) }
      variables.merge(session.variables) { own, _ in own }
      await runAll(in: session)
      if settings.keepsReplies { result.replies = await session.replies() }
      await end(session)
    } catch {
      note(error)
    }
    return finishedResult()
  }

  /// Setup, steps and teardown; the teardown runs whatever became of the others.
  private mutating func runAll(in session: any TargetSession) async {
    do {
      isSettingUp = true
      let isSetUp = try await run(scenario.setup, in: session)
      // A check of the setup that does not hold makes the rest say nothing about the target.
      let isBlocked = !isSetUp || result.verdict == .blocked
      isSettingUp = false
      if !isBlocked {
        _ = try await run(scenario.steps, in: session, invariants: scenario.invariants)
      }
    } catch {
      note(error)
    }
    isSettingUp = false
    await tearDown(in: session)
  }

  private mutating func tearDown(in session: any TargetSession) async {
    let before = result.verdict
    began = .now
    // Cleaning up has a time of its own, also when that of the run is over.
    settings.runEnd = nil
    for step in scenario.teardown {
      do {
        _ = try await run(step, in: session)
      } catch StepFault.unknownVariable(_) where before != .pass {
        // What was never made needs no cleaning up.
        continue
      } catch {
        note(error)
      }
    }
    guard before == .pass, result.verdict == .fail else { return }
    result.code = .teardownFailed
  }

  /// Does work of the target's, but no longer than the limits allow.
  ///
  /// - Throws: ``TimeOver``, or what the work throws.
  func limited<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let limit = settings.limit(caseBegan: began)
    guard limit.length > .zero else { throw TimeOver(limit: limit) }
    let outcome = await Deadline.run(
      within: limit.length, late: Result<Value, any Error>.failure(TimeOver(limit: limit))
    ) {
      do { return .success(try await work()) } catch { return .failure(error) }
    }
    return try outcome.get()
  }

  /// The result of a case that does not run at all; `nil` for one that does.
  private var leftOut: CaseResult? {
    var copy = self
    if case .skip(let reason) = scenario.reservation {
      copy.result.set(.skip, .leftOut, reason)
    } else if !settings.allowsPrograms, scenario.runsPrograms {
      copy.result.set(.skip, .programNotAllowed, "it runs a program; allow that with --allow-exec")
    } else {
      return nil
    }
    return copy.finishedResult()
  }

  private mutating func readEnvironment() throws {
    for variable in scenario.environment {
      guard let value = settings.environment[variable.variable] else {
        throw StepFault.environmentLacks(variable.variable)
      }
      variables[variable.name] = value
      guard variable.isSecret else { continue }
      guard value.count >= Redaction.minimumLength else {
        throw StepFault.secretTooShort(variable.variable)
      }
      secrets.insert(value)
    }
  }

  /// Ends the session; a fault that is left over means that the case did not show what it says.
  private mutating func end(_ session: any TargetSession) async {
    began = .now
    do {
      secrets.formUnion(try await limited { await session.secrets() })
    } catch {
      note(error)
      result.withholdEvidence()
    }
    do {
      noteLeftover(try await limited { try await session.close() })
    } catch {
      note(error)
    }
  }

  /// Fails the case for faults that still waited for calls, unless something else is wrong already.
  mutating func noteLeftover(_ faults: [LeftoverFault]) {
    guard !faults.isEmpty, result.isUndecided else { return }
    result.checks += faults.map { $0.check(in: row) }
    let list = faults.map(\.fault.description).joined(separator: "; ")
    noteFailure(.faultLeftOver, "a fault was left over: \(list)")
  }
}

extension LeftoverFault {
  /// The check that this fault fails: no clause's, because it says nothing about the panel.
  fileprivate func check(in row: Scenario.Case) -> CheckResult {
    let place = fault.place ?? row.place
    return CheckResult(
      clauses: [], place: place, step: "fault", verdict: .fail,
      finding: Finding(
        place: place, path: "fault left over", expected: [fault.description],
        actual: ["\(fired) time(s); \(matched) call(s) came that it was looked at for"]),
      evidence: [])
  }
}
