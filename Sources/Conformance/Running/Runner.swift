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
    /// Whether results have what the panels answered, to compare targets.
    public var keepsReplies: Bool
    /// Whether results have what each step sent, saw and changed, for a report that shows it.
    public var keepsSteps = false
    /// How long one step may take; `nil` for as long as its case.
    public var stepTimeout: Duration?
    /// How often a case that failed is tried again.
    public var retries = 0
    /// Whether scenarios may run programs.
    public var allowsPrograms = false
    /// The environment that scenarios can read.
    public var environment = ProcessInfo.processInfo.environment
    /// Failures that are known.
    public var baseline = Baseline.empty
    /// The profiles that the report judges.
    public var profiles = ProfileCatalog.empty
    /// Which part of the cases the suite is; `nil` for all.
    public var part: Selection.Shard?

    /// Creates a configuration; without `jobs` as many cases run at a time as there are processors.
    public init(
      jobs: Int? = nil,
      caseTimeout: Duration = .seconds(60), runTimeout: Duration? = nil, seed: UInt64? = nil,
      keepsReplies: Bool = false
    ) {
      self.keepsReplies = keepsReplies
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
    let settings = settings(on: target, from: begin)
    let work = suite.scenarios.flatMap { scenario in scenario.cases.map { (scenario, $0) } }
    let results = await withTaskGroup(of: (Int, CaseResult).self) { group in
      var waiting = order(work.count)[...]
      var results: [Int: CaseResult] = [:]
      func start() {
        guard let index = waiting.popFirst() else { return }
        let (scenario, row) = work[index]
        group.addTask { (index, await self.run(scenario, row, on: target, settings)) }
      }
      for _ in 0..<max(1, configuration.jobs) { start() }
      for await (index, result) in group {
        results[index] = result
        if isEnough(result) {
          for index in waiting {
            let (scenario, row) = work[index]
            results[index] = unfinished(
              scenario, row, .notrun, .runEnded, "the run ended before")
          }
          waiting = []
        }
        start()
      }
      return results
    }
    return RunReport(
      target: target.name, seed: configuration.seed,
      cases: results.sorted { $0.key < $1.key }.map(\.value),
      catalog: clauses, profiles: configuration.profiles, part: configuration.part,
      duration: begin.duration(to: .now).seconds)
  }

  private func settings(
    on target: any Target, from begin: ContinuousClock.Instant
  ) -> CaseSettings {
    CaseSettings(
      caseTimeout: configuration.caseTimeout, stepTimeout: configuration.stepTimeout,
      runEnd: configuration.runTimeout.map { begin.advanced(by: $0) },
      allowsPrograms: configuration.allowsPrograms, environment: configuration.environment,
      isOwnTarget: target.isOwn, keepsReplies: configuration.keepsReplies,
      keepsSteps: configuration.keepsSteps)
  }

  /// Runs a case, again while it fails and may be tried again.
  private func run(
    _ scenario: Scenario, _ row: Scenario.Case, on target: any Target, _ settings: CaseSettings
  ) async -> CaseResult {
    if Task.isCancelled {
      return unfinished(scenario, row, .notrun, .runEnded, "the run was stopped")
    }
    if settings.isRunOver {
      return unfinished(
        scenario, row, .timeout, .runTooLong, "the time of the run was over before it began")
    }
    let begin = ContinuousClock.now
    let first = await CaseRun(scenario, row, settings).run(on: target)
    var result = first
    // What has been found stays found when there is no time to try again.
    while result.isWorthTrying, result.attempts <= configuration.retries, !Task.isCancelled,
      !settings.isRunOver
    {
      var again = await CaseRun(scenario, row, settings).run(on: target)
      if again.verdict == .notrun || again.code == .runTooLong { break }
      again.attempts = result.attempts + 1
      if again.isWhatItCouldBe { again.setFlaky(after: first) }
      result = again
    }
    result.duration = begin.duration(to: .now).seconds
    return configuration.baseline.applied(to: result)
  }

  private func unfinished(
    _ scenario: Scenario, _ row: Scenario.Case, _ verdict: Verdict, _ code: FailureCode,
    _ message: String
  ) -> CaseResult {
    var result = CaseResult(
      scenario: scenario.name, name: row.name, copy: row.copyNumber, place: row.place,
      verdict: verdict)
    result.set(verdict, code, message)
    result.checks = scenario.allSteps.flatMap(\.unmadeChecks)
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

extension CaseResult {
  /// Whether another try could show that nothing but chance was wrong.
  fileprivate var isWorthTrying: Bool {
    switch verdict {
    case .fail, .timeout, .blocked: true
    case .error: cause != .scenario
    default: false
    }
  }

  /// Whether nothing went wrong, as far as that could be seen.
  fileprivate var isWhatItCouldBe: Bool {
    switch verdict {
    case .pass, .inconclusive, .unsupported: true
    default: false
    }
  }

  /// Says what was wrong before it passed, or before nothing of it was wrong for certain.
  fileprivate mutating func setFlaky(after first: CaseResult) {
    let finding = first.checks.lazy.compactMap(\.finding).first
    let reason = first.message ?? finding?.description ?? "no reason is known"
    set(.flaky, .passedLater, "at first it was \(first.verdict.rawValue): \(reason)")
  }
}
