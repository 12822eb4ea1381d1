import StrictYAML
import Testing

@testable import Conformance

struct FaultStepTests {
  private static func scenario(_ fault: String, _ checks: String) throws -> Suite {
    let text = """
      scenario: sample
      title: A sample
      panels: { first: provider }
      steps:
        - fault: { \(fault) }
        - api: { as: provider, func: whoami }
          check: [ \(checks) ]
      """
    return Suite(scenarios: [
      try ScenarioDecoding.scenario(in: text, file: "sample.yaml", clauses: nil)
    ])
  }

  static let kinds = [
    ("do: unreachable", "outcome: closed"), ("do: refuse-password", "outcome: auth"),
    ("do: answer-lost", "outcome: closed"), ("do: http-status", "outcome: http 500"),
    ("do: html-page", "body: { contains: \"It works!\" }"),
    ("do: error, type: limit", "outcome: limit"), ("do: late, milliseconds: 5", "outcome: ok"),
    ("do: silent", "outcome: closed"), ("do: reset", "outcome: closed"),
    ("do: closed", "outcome: closed"), ("do: cut, bytes: 9", "outcome: closed"),
    ("do: empty", "body: \"\""), ("do: broken-xml", "body: { contains: <elem><name> }"),
    ("do: wrong-charset", "body: { not_contains: <doc }"),
    ("do: session-lost", "outcome: auth"),
    ("do: reset, account: provider, every: 1, phase: after", "outcome: closed"),
  ]

  @Test func `every word has a sample here`() {
    let used = Self.kinds.map { $0.0.dropFirst(4).prefix { $0 != "," } }

    #expect(Set(used.map(String.init)) == Set(FaultWord.allCases.map(\.rawValue)))
  }

  @Test(arguments: kinds)
  func `a fault is what its word says`(fault: String, check: String) async throws {
    let runner = Runner(clauses: .forTests)
    let suite = try Self.scenario(fault, "{ clause: NS-07, \(check) }")

    let report = await runner.run(suite, on: FakeTarget.onFixtures)

    #expect(report.exitCode == .passed, "\(ConsoleReport.render(report))")
  }

  static let leftovers = [
    ("do: empty, call: 2", "0 time(s); 1 call(s)"), ("do: empty, times: 2", "1 time(s); 1 call(s)"),
    ("do: empty, func: user", "0 time(s); 0 call(s)"),
    ("do: empty, every: 2, times: always", "0 time(s); 1 call(s)"),
    ("do: empty, account: nobody", "0 time(s); 0 call(s)"),
    ("do: unreachable, call: 2", "0 time(s); 1 call(s)"),
  ]

  @Test(arguments: leftovers)
  func `a fault that waits in vain fails the case`(fault: String, actual: String) async throws {
    let suite = try Self.scenario(fault, "{ clause: NS-07, body: { not_contains: none } }")

    let report = await Runner(clauses: .forTests).run(suite, on: FakeTarget.onFixtures)

    let finding = try #require(report.checks.last?.finding)
    #expect(finding.path == "fault left over")
    #expect(finding.place.line == 5)
    #expect(finding.actual.first?.hasPrefix(actual) == true, "\(finding.actual)")
  }
}
