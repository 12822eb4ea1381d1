import Foundation
import Synchronization
import StrictYAML
import Testing

@testable import Conformance

struct SelectionTests {
  private static func scenario(_ name: String, tags: String, clause: String) throws -> Scenario {
    try ScenarioDecoding.scenario(
      in: """
        scenario: \(name)
        title: A sample
        tags: [\(tags)]
        panels: { first: provider }
        cases:
          - { case: one }
          - { case: two }
          - { case: three }
        steps:
          - order: 117
            check: [{ clause: \(clause), outcome: done }]
        """, file: "\(name).yaml", clauses: nil)
  }

  private let suite: Suite

  init() throws {
    suite = Suite(scenarios: [
      try Self.scenario("a", tags: "order, mail", clause: "NS-07"),
      try Self.scenario("b", tags: "mail", clause: "NS-11"),
    ])
  }

  private static func titles(_ suite: Suite) -> [String] {
    suite.scenarios.flatMap { scenario in
      scenario.cases.map { row in
        "\(scenario.name) \(row.name)\(row.copyNumber.map { " #\($0)" } ?? "")"
      }
    }
  }

  @Test func `a tag and a clause both have to fit`() throws {
    var selection = Selection()
    selection.tags = ["mail"]
    #expect(try suite.selecting(selection).scenarios.map(\.name) == ["a", "b"])
    selection.clauses = ["NS-11"]
    #expect(try suite.selecting(selection).scenarios.map(\.name) == ["b"])
    selection.tags = ["order"]
    #expect(throws: SuiteError.nothingToRun("the selection leaves no case")) {
      try suite.selecting(selection)
    }
  }

  @Test func `a tag that no scenario has is refused with the nearest`() {
    var selection = Selection()
    selection.tags = ["mial"]

    let error = #expect(throws: SuiteError.self) { try suite.selecting(selection) }

    #expect(error?.exitCode == .nothingRan)
    #expect(error?.description.contains("did you mean 'mail'?") == true)
  }

  @Test(arguments: [1, 2, 4, 5, 6])
  func `the shards together are the suite, and no case is in two`(count: Int) throws {
    let parts = try (1...count).map { number in
      var selection = Selection()
      selection.shard = Selection.Shard("\(number)/\(count)")
      return Self.titles(try suite.selecting(selection))
    }

    #expect(parts.flatMap(\.self).sorted() == Self.titles(suite).sorted())
    #expect(parts.allSatisfy { (6 / count...(6 + count - 1) / count).contains($0.count) })
  }

  @Test func `a shard without a case leaves its report and is no success`() async throws {
    var selection = Selection()
    selection.shard = Selection.Shard("7/7")
    var configuration = Runner.Configuration()
    configuration.part = selection.shard

    let report = await Runner(clauses: .forTests, configuration: configuration)
      .run(try suite.selecting(selection), on: ScriptedTarget())

    #expect(report.exitCode == .nothingRan)
    #expect(report.part == "7/7")
    // A choice that fits nothing is a mistake, whichever part is asked for.
    selection.titles = []
    #expect(throws: SuiteError.self) { try suite.selecting(selection) }
  }

  @Test(arguments: ["0/2", "3/2", "1", "1/", "/2", "a/b", "1/2/3", "1/1001", "-1/2", ""])
  func `what is no part is no shard`(text: String) {
    #expect(Selection.Shard(text) == nil)
  }

  @Test func `repeated cases have names of their own`() {
    let repeated = suite.repeated(3)

    #expect(Set(Self.titles(repeated)).count == 18)
    #expect(Self.titles(repeated).prefix(4) == ["a one", "a one #2", "a one #3", "a two"])
  }

  @Test func `a copy is the same case for a baseline and for the next run`() async throws {
    let baseline = try Baseline.baseline(
      in: "- { scenario: a, case: two, reason: known }", file: "baseline.yaml")
    let orders = Mutex(0)
    var target = ScriptedTarget()
    target.order = { _ in
      let number = orders.withLock { number in
        number += 1
        return number
      }
      // The second copy of the first row, and each of the second.
      return ServiceState(
        outcome: [2, 3, 4].contains(number) ? "manual" : "done", status: "active")
    }
    var configuration = Runner.Configuration(jobs: 1)
    configuration.baseline = baseline

    let report = await Runner(clauses: .forTests, configuration: configuration)
      .run(Suite(scenarios: [suite.scenarios[0]]).repeated(2), on: target)
    var last = LastRun.empty
    last.note(report)

    #expect(report.cases.map(\.verdict) == [.pass, .fail, .xfail, .xfail, .pass, .pass])
    #expect(report.cases[1].title == "a [one] #2")
    #expect(last.failed == ["a [one]"])
    #expect(last.durations.keys.sorted() == ["a [one]", "a [three]", "a [two]"])
    var selection = Selection()
    selection.titles = last.failed
    #expect(Self.titles(try suite.selecting(selection)) == ["a one"])
  }

  @Test func `another number of cases than expected is refused`() throws {
    try suite.require(caseCount: 6)
    #expect(throws: SuiteError.caseCount(6, expected: 7)) { try suite.require(caseCount: 7) }
    #expect(SuiteError.caseCount(6, expected: 7).exitCode == .invalidInput)
  }

  @Test func `a line chooses its row, and a line outside the rows the whole scenario`() throws {
    let scenario = suite.scenarios[0]

    #expect(scenario.at([7]).cases.map(\.name) == ["two"])
    #expect(scenario.at([6, 8]).cases.map(\.name) == ["one", "three"])
    #expect(scenario.at([9]).cases.count == 3)
  }

  @Test func `a file that is asked for whole is whole, whatever line of it is asked for too`()
    throws
  {
    let table = "\(Fixtures.folder)/scenarios/integration/nothing-ticked.yaml"
    let clauses = try ClauseCatalog.load("\(Fixtures.folder)/clauses.yaml")
    let whole = try Suite.load([table], clauses: clauses).scenarios[0]
    try #require(whole.caseCount > 1)
    let line = "\(table):\(whole.cases[0].place.line)"

    #expect(try Suite.load([line], clauses: clauses).scenarios[0].caseCount == 1)
    #expect(
      try Suite.load([line, table], clauses: clauses).scenarios[0].caseCount == whole.caseCount)
  }

  @Test func `a path with a line is read, and one whose file is missing is refused`() throws {
    let file = "\(Fixtures.folder)/scenarios/order/one-user-per-order.yaml"

    #expect(
      try Suite.load(["\(file):1"], clauses: .load("\(Fixtures.folder)/clauses.yaml"))
        .scenarios.count == 1)
    #expect(throws: SuiteError.missing("missing.yaml")) {
      try Suite.load(["missing.yaml:3"], clauses: .forTests)
    }
  }
}
