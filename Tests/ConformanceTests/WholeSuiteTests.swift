import FakeDNSmanager
import Foundation
import Testing

@testable import Conformance

struct WholeSuiteTests {
  private let clauses: ClauseCatalog
  private let suite: Suite

  init() throws {
    clauses = try ClauseCatalog.load("\(Fixtures.folder)/clauses.yaml")
    suite = try Suite.load(["\(Fixtures.folder)/scenarios"], clauses: clauses)
  }

  @Test func `the whole suite passes on our own provisioner and panels`() async {
    let report = await Runner(clauses: clauses).run(suite, on: FakeTarget.onFixtures)

    #expect(report.exitCode == .passed, "\n\(ConsoleReport.render(report))")
  }

  /// Seeds that between them take each option of each choice of the panel but the first, which the
  /// other tests have.
  @Test(arguments: [UInt64(1), 12, 38])
  func `the whole suite passes whatever a panel chooses`(seed: UInt64) async {
    let target = FakeTarget(worlds: "\(Fixtures.folder)/worlds") { file in
      (file.seed, file.settings.vary) = (seed, true)
    }

    let report = await Runner(clauses: clauses).run(suite, on: target)

    #expect(report.exitCode == .passed, "\n\(ConsoleReport.render(report))")
  }

  @Test func `each wrong behaviour fails a check of the clause that it breaks`() async {
    let outcomes = await MutationRun(suite, clauses: clauses).outcomes(
      of: MutantCatalog.entries, jobs: 2
    ) { FakeTarget.onFixtures.showing($0) }

    #expect(outcomes.map(\.mutant) == MutantCatalog.entries)
    for outcome in outcomes {
      #expect(outcome.caught != nil, "\(outcome.mutant.name) after \(outcome.caseCount) cases")
    }
    let broken = outcomes.reduce(into: Set<String>()) { $0.formUnion($1.broken) }
    let unbroken = clauses.clauses.filter { $0.unbreakable == nil && !broken.contains($0.id) }
    #expect(unbroken.map(\.id) == [], "no wrong behaviour fails a check of these")
  }

  @Test func `two runs give the same verdicts, whatever the order`() async {
    let shuffled = Runner(clauses: clauses, configuration: .init(jobs: 8, seed: 42))
    let alone = Runner(clauses: clauses, configuration: .init(jobs: 1))

    let one = await shuffled.run(suite, on: FakeTarget.onFixtures)
    let other = await alone.run(suite, on: FakeTarget.onFixtures)

    #expect(one.cases.map(\.title) == other.cases.map(\.title))
    #expect(one.checks.map(\.verdict) == other.checks.map(\.verdict))
  }
}
