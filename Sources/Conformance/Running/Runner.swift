internal import Foundation

/// Runs scenarios, several cases at a time; prints nothing.
public struct Runner: Sendable {
  /// What can be chosen.
  public struct Configuration: Sendable {
    /// How many cases run at a time; at least 1.
    public var jobs: Int
    /// How long one case may take.
    public var caseTimeout: Duration
    /// How long the whole run may take; `nil` for no limit.
    ///
    /// What is not done then is a `timeout`.
    public var runTimeout: Duration?
    /// Runs the cases in an order made from this seed; `nil` keeps the order of the files.
    public var seed: UInt64?

    /// Creates a configuration; without `jobs` as many cases run at a time as there are processors.
    public init(
      jobs: Int? = nil,
      caseTimeout: Duration = .seconds(60), runTimeout: Duration? = nil, seed: UInt64? = nil
    ) {
      self.runTimeout = runTimeout
      self.jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
      self.caseTimeout = caseTimeout
      self.seed = seed
    }
  }

  /// What was chosen.
  public let configuration: Configuration
  /// The clauses that the report lists.
  public let clauses: ClauseCatalog

  /// Creates a runner.
  public init(clauses: ClauseCatalog, configuration: Configuration = Configuration()) {
    self.clauses = clauses
    self.configuration = configuration
  }

  /// Runs every case of a suite, each on a start of its own.
  ///
  /// Never throws: what goes wrong is in the report, by case. The report's order does not depend on
  /// the number of jobs or the seed. When the task is cancelled, or when `isEnough` says so of a case
  /// that has ended, cases that have not begun are `notrun`.
  public func run(
    _ suite: Suite, on target: any Target,
    until isEnough: @Sendable (CaseResult) -> Bool = { _ in false }
  ) async -> RunReport {
    let begin = ContinuousClock.now
    let work = suite.scenarios.flatMap { scenario in scenario.cases.map { (scenario, $0) } }
    let results = await withTaskGroup(of: (Int, CaseResult).self) { group in
      var waiting = order(work.count)[...]
      var results: [Int: CaseResult] = [:]
      func start() {
        guard let index = waiting.popFirst() else { return }
        let (scenario, row) = work[index]
        group.addTask { (index, await self.run(scenario, row, on: target, since: begin)) }
      }
      for _ in 0..<max(1, configuration.jobs) { start() }
      for await (index, result) in group {
        results[index] = result
        if isEnough(result) {
          for index in waiting {
            let (scenario, row) = work[index]
            results[index] = unfinished(scenario, row, .notrun, "the run ended before")
          }
          waiting = []
        }
        start()
      }
      return results
    }
    return RunReport(
      target: target.name, seed: configuration.seed,
      cases: results.sorted { $0.key < $1.key }.map(\.value), catalog: clauses,
      duration: begin.duration(to: .now).seconds)
  }

  private func run(
    _ scenario: Scenario, _ row: Scenario.Case, on target: any Target,
    since runBegin: ContinuousClock.Instant
  ) async -> CaseResult {
    guard !Task.isCancelled else {
      return unfinished(scenario, row, .notrun, "the run was stopped")
    }
    let begin = ContinuousClock.now
    let left = configuration.runTimeout.map { $0 - runBegin.duration(to: begin) }
    guard left.map({ $0 > .zero }) ?? true else {
      return unfinished(scenario, row, .timeout, "the time of the run was over before it began")
    }
    let limit = min(configuration.caseTimeout, left ?? configuration.caseTimeout)
    let late = unfinished(scenario, row, .timeout, "not done in \(limit)")
    var result = await Deadline.run(within: limit, late: late) {
      await CaseRun(scenario, row).run(on: target)
    }
    result.duration = begin.duration(to: .now).seconds
    return result
  }

  private func unfinished(
    _ scenario: Scenario, _ row: Scenario.Case, _ verdict: Verdict, _ message: String
  ) -> CaseResult {
    var result = CaseResult(
      scenario: scenario.name, name: row.name, place: row.place, verdict: verdict)
    result.message = message
    result.checks = scenario.steps.flatMap { step in
      step.checks.map { check in
        CheckResult(
          clauses: check.clauses, place: check.place, step: step.name, verdict: .notrun,
          finding: nil, evidence: [])
      }
    }
    return result
  }

  /// The order of running: as written, or shuffled by the seed in a way that any machine repeats.
  private func order(_ count: Int) -> [Int] {
    guard let seed = configuration.seed else { return Array(0..<count) }
    var generator = SplitMix64(state: seed)
    return (0..<count).shuffled(using: &generator)
  }
}

/// The SplitMix64 generator: small, and the same everywhere.
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension Duration {
  /// Seconds with their fraction.
  fileprivate var seconds: Double {
    let (whole, attoseconds) = components
    return Double(whole) + Double(attoseconds) / 1e18
  }
}
