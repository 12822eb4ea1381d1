public import StrictYAML
private import Synchronization

/// Shows a suite wrong behaviours, one after another, and says which check noticed each.
///
/// A wrong behaviour counts as noticed only when a check of one of its own clauses fails: a suite that
/// falls over for another reason has understood nothing.
public struct MutationRun: Sendable {
  /// The check that noticed a wrong behaviour.
  public struct Catch: Sendable {
    /// The case's scenario and row.
    public let title: String
    /// Where the check is written.
    public let place: Place
    /// The clauses of the behaviour that the check names, sorted.
    public let clauses: [String]
  }

  /// What became of one wrong behaviour.
  public struct Outcome: Sendable {
    /// The behaviour.
    public let mutant: MutantCatalog.Entry
    /// The first check that noticed it; `nil` when none did.
    public let caught: Catch?
    /// The behaviour's clauses of which a check failed.
    public let broken: Set<String>
    /// How many cases ran, to the end or until all its clauses had a check that failed.
    public let caseCount: Int
  }

  private let suite: Suite
  private let clauses: ClauseCatalog

  /// Creates a run of a suite that passes without a wrong behaviour.
  public init(_ suite: Suite, clauses: ClauseCatalog) {
    self.suite = suite
    self.clauses = clauses
  }

  /// Shows each behaviour to the scenarios that name its clauses, until a check of each fails.
  ///
  /// - Parameters:
  ///   - mutants: What to show.
  ///   - jobs: How many at a time; at least 1.
  ///   - target: Makes the target that shows one.
  /// - Returns: One outcome for each, in the order given.
  public func outcomes(
    of mutants: [MutantCatalog.Entry], jobs: Int,
    on target: @escaping @Sendable (MutantCatalog.Entry) -> any Target
  ) async -> [Outcome] {
    await mutants.concurrentlyMapped(jobs: jobs) { mutant in
      await outcome(of: mutant, on: target(mutant))
    }
  }

  private func outcome(
    of mutant: MutantCatalog.Entry, on target: any Target
  ) async -> Outcome {
    let own = Suite(
      scenarios: suite.scenarios.filter { !mutant.clauses.isDisjoint(with: $0.clauses) })
    let runner = Runner(clauses: clauses, configuration: .init(jobs: 1))
    let left = Mutex(mutant.clauses)
    let report = await runner.run(own, on: target) { result in
      left.withLock { left in
        left.subtract(mutant.broken(in: result))
        return left.isEmpty
      }
    }
    let caught = report.cases.first(where: mutant.isCaught)
    return Outcome(
      mutant: mutant,
      caught: caught.flatMap { result in
        result.checks.first(where: mutant.isCaught).map { check in
          Catch(
            title: result.title, place: check.place,
            clauses: mutant.clauses.intersection(check.clauses).sorted())
        }
      },
      broken: Set(report.cases.flatMap(mutant.broken)),
      caseCount: report.cases.count { $0.verdict != .notrun })
  }
}

extension MutantCatalog.Entry {
  /// Its clauses of which a check failed.
  fileprivate func broken(in result: CaseResult) -> Set<String> {
    clauses.intersection(result.checks.filter(isCaught).flatMap(\.clauses))
  }

  fileprivate func isCaught(by result: CaseResult) -> Bool {
    result.checks.contains(where: isCaught)
  }

  fileprivate func isCaught(by check: CheckResult) -> Bool {
    check.verdict == .fail && !clauses.isDisjoint(with: check.clauses)
  }
}
