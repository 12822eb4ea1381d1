import Foundation
import Testing

@testable import Conformance

struct WholeSuiteTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../fixtures").standardizedFileURL.path(percentEncoded: false)

  private let clauses: ClauseCatalog
  private let suite: Suite

  init() throws {
    clauses = try ClauseCatalog.load("\(Self.fixtures)/clauses.yaml")
    suite = try Suite.load(["\(Self.fixtures)/scenarios"], clauses: clauses)
  }

  private func run(mutant: MutantCatalog.Entry? = nil) async -> RunReport {
    let target = FakeTarget(worlds: "\(Self.fixtures)/worlds", mutant: mutant)
    return await Runner(clauses: clauses).run(suite, on: target)
  }

  @Test func `the whole suite passes on our own provisioner and panels`() async {
    let report = await run()

    #expect(report.exitCode == .passed, "\n\(ConsoleReport.render(report))")
  }

  @Test(arguments: MutantCatalog.entries)
  func `a wrong behaviour fails the clause that it breaks`(mutant: MutantCatalog.Entry) async {
    let report = await run(mutant: mutant)

    let failed = Set(report.clauses.filter { $0.verdict == .failed }.map(\.clause.id))
    #expect(report.exitCode != .passed)
    #expect(!failed.isDisjoint(with: mutant.clauses), "\(mutant.name) fails \(failed.sorted())")
  }

  @Test func `two runs give the same verdicts, whatever the order`() async {
    let target = FakeTarget(worlds: "\(Self.fixtures)/worlds")
    let shuffled = Runner(clauses: clauses, configuration: .init(jobs: 8, seed: 42))
    let alone = Runner(clauses: clauses, configuration: .init(jobs: 1))

    let one = await shuffled.run(suite, on: target)
    let other = await alone.run(suite, on: target)

    #expect(one.cases.map(\.title) == other.cases.map(\.title))
    #expect(one.checks.map(\.verdict) == other.checks.map(\.verdict))
  }
}
