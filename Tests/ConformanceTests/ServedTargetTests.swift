import FakeDNSmanager
import Testing

@testable import Conformance

struct ServedTargetTests {
  /// Orders, isolation, mails, faults that lose answers, and refused URLs: what the wire could change.
  private static let chosen = [
    "order/one-user-per-order", "order/login-works", "isolation/private-domains-are-isolated",
    "failure/lost-answer", "failure/kinds-of-failure", "integration/url-must-answer",
    "integration/password-with-any-character", "lifecycle/close-removes-user",
  ]

  @Test(arguments: ServedTarget.Scheme.allCases)
  func `the same scenarios end with the same verdicts over the wire`(
    scheme: ServedTarget.Scheme
  ) async throws {
    let clauses = try ClauseCatalog.load("\(Fixtures.folder)/clauses.yaml")
    let suite = try Suite.load(
      Self.chosen.map { "\(Fixtures.folder)/scenarios/\($0).yaml" }, clauses: clauses)
    let target = try await ServedTarget(scheme, worlds: "\(Fixtures.folder)/worlds")

    let served = await Runner(
      clauses: clauses, configuration: .init(jobs: 4, caseTimeout: .seconds(600))
    )
    .run(suite, on: target)
    await target.stop()
    let fake = await Runner(clauses: clauses).run(suite, on: FakeTarget.onFixtures)

    #expect(served.exitCode == .passed, "\n\(ConsoleReport.render(served))")
    #expect(served.target == scheme.rawValue)
    #expect(served.cases.map(\.title) == fake.cases.map(\.title))
    #expect(served.checks.map(\.verdict) == fake.checks.map(\.verdict))
  }

  @Test func `after it has stopped nothing passes`() async throws {
    let clauses = try ClauseCatalog.load("\(Fixtures.folder)/clauses.yaml")
    let suite = try Suite.load(
      ["\(Fixtures.folder)/scenarios/order/one-user-per-order.yaml"], clauses: clauses)
    let target = try await ServedTarget(.http, worlds: "\(Fixtures.folder)/worlds")
    await target.stop()

    let report = await Runner(clauses: clauses).run(suite, on: target)

    #expect(report.exitCode == .failed)
  }
}
