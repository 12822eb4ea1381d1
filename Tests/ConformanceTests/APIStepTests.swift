import Testing

@testable import Conformance

struct APIStepTests {
  private static func report(_ check: String) async throws -> RunReport {
    let suite = try Suite.of(
      """
        - api: { user: provider, password: wrong, func: user }
          check: [{ clause: NS-07, outcome: auth }, \(check)]
      """)
    return await Runner(clauses: .forTests).run(suite, on: FakeTarget.onFixtures)
  }

  @Test func `a refusal has a type and an object`() async throws {
    let report = try await Self.report("{ clause: NS-07, object: badpassword }")

    #expect(report.exitCode == .passed, "\n\(ConsoleReport.render(report))")
  }

  @Test func `another object is not the one that was expected`() async throws {
    let report = try await Self.report("{ clause: NS-07, object: user }")

    #expect(report.checks.map(\.verdict) == [.pass, .fail])
    #expect(report.checks[1].finding?.actual == ["badpassword"])
  }

  @Test func `an answer that is no refusal has no object`() async throws {
    let suite = try Suite.of(
      """
        - api: { as: provider, func: whoami }
          check: [{ clause: NS-07, outcome: ok }, { clause: NS-07, object: { absent: yes } }]
      """)
    let report = await Runner(clauses: .forTests).run(suite, on: FakeTarget.onFixtures)

    #expect(report.exitCode == .passed, "\n\(ConsoleReport.render(report))")
  }
}
