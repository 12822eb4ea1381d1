import Conformance
import Foundation
import Testing

@Suite(.timeLimit(.minutes(20)))
struct TargetsTests {
  private let suite: Suite
  private let runner: Runner
  private let worlds: String

  init() throws {
    let fixtures = Program.package.appending(path: "fixtures").path(percentEncoded: false)
    let clauses = try ClauseCatalog.load("\(fixtures)/clauses.yaml")
    suite = try Suite.load(["\(fixtures)/scenarios"], clauses: clauses)
    // The longest cases take seconds over the wire, and on a busy machine minutes.
    runner = Runner(
      clauses: clauses, configuration: .init(caseTimeout: .seconds(600), keepsReplies: true))
    worlds = "\(fixtures)/worlds"
  }

  @Test(arguments: ServedTarget.Scheme.allCases)
  func `the wire gives the verdicts and the bytes that the process gives`(
    scheme: ServedTarget.Scheme
  ) async throws {
    let here = await runner.run(suite, on: FakeTarget(worlds: worlds))
    let served = try await ServedTarget(scheme, worlds: worlds)
    let there = await runner.run(suite, on: served)
    await served.stop()

    #expect(here.cases.map(\.title) == there.cases.map(\.title))
    #expect(here.checks.map(\.verdict) == there.checks.map(\.verdict))
    #expect(here.exitCode == .passed)
    for (one, other) in zip(here.cases, there.cases) {
      let (mine, its) = (one.replies ?? [], other.replies ?? [])
      #expect(mine.count == its.count, "\(one.title)")
      let difference = zip(mine, its).first { $0 != $1 }
      #expect(difference == nil, "\(one.title)")
    }
    #expect(here.cases.reduce(0) { $0 + ($1.replies?.count ?? 0) } > 500)
  }
}
