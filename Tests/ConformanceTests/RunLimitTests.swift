import Testing

@testable import Conformance

struct RunLimitTests {
  private static let rows = (1...6).map { "  - { case: c\($0), id: \($0) }" }
    .joined(separator: "\n")
  private static let steps = """
      - order: "{{id}}"
        check: [{ clause: NS-07, outcome: done }]
    """

  @Test func `after enough was seen no case begins, and the run is no success`() async throws {
    let suite = try Suite.of(Self.steps, cases: "cases:\n\(Self.rows)")
    let runner = Runner(clauses: .forTests, configuration: .init(jobs: 1))

    let report = await runner.run(suite, on: ScriptedTarget()) { $0.name == "c2" }

    #expect(report.cases.map(\.verdict) == [.pass, .pass, .notrun, .notrun, .notrun, .notrun])
    #expect(report.exitCode == .failed)
  }

  @Test func `when the time of the run is over the rest is a time-out`() async throws {
    let suite = try Suite.of(Self.steps, cases: "cases:\n\(Self.rows)")
    let runner = Runner(clauses: .forTests, configuration: .init(jobs: 1, runTimeout: .zero))

    let report = await runner.run(suite, on: ScriptedTarget())

    #expect(report.cases.map(\.verdict) == Array(repeating: .timeout, count: 6))
    #expect(report.exitCode == .failed)
  }

  @Test func `a case gets no more time than the run has left`() async throws {
    var target = ScriptedTarget()
    target.order = { _ in
      // Never resumed on purpose: this is what a dead peer looks like.
      await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
      return ServiceState(outcome: "done", status: "active")
    }
    let runner = Runner(
      clauses: .forTests, configuration: .init(jobs: 1, runTimeout: .milliseconds(50)))

    let report = await runner.run(
      try Suite.of(Self.steps, cases: "cases: [{ case: c, id: 1 }]"), on: target)

    #expect(report.cases.map(\.verdict) == [.timeout])
  }
}
