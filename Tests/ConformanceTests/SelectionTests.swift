import Foundation
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
    suite.scenarios.flatMap { scenario in scenario.cases.map { "\(scenario.name) \($0.name)" } }
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

  @Test func `a shard without a case is no success`() throws {
    var selection = Selection()
    selection.shard = Selection.Shard("7/7")

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
