import Foundation
import StrictYAML
import Testing

@testable import Conformance

struct ScenarioSchemaTests {
  @Test func `the published schema is the one of the table`() throws {
    let file = "\(Fixtures.folder)/../docs/schema/scenario.json"

    #expect(
      try String(contentsOfFile: file, encoding: .utf8) == ScenarioSchema.text,
      "Write it anew: nslab schema > docs/schema/scenario.json")
  }

  private static func takes(_ body: String) throws -> Bool {
    let text = "scenario: s\ntitle: t\npanels: { first: provider }\n\(body)"
    return try SchemaValidator(ScenarioSchema.text)
      .accepts(try YAMLDecoding.node(in: text, file: "s.yaml"))
  }

  @Test func `every scenario of the project is taken`() throws {
    let validator = try SchemaValidator(ScenarioSchema.text)

    for file in try SourceFile.scenarioFiles(at: "\(Fixtures.folder)/scenarios") {
      let node = try YAMLDecoding.node(in: try SourceFile.text(at: file), file: file)
      #expect(validator.accepts(node), "\(file)")
    }
  }

  @Test(arguments: [
    "steps: []", "steps: [{ order: 1, during: [{ order: 2 }] }]",
    "steps: [{ order: 1, repeat: twice, clause: NS-07 }]", "steps: [{ order: 1, repeat: step }]",
    "steps: [{ order: 1, clause: NS-07 }]", "steps: [{ concurrently: [{ order: 1 }] }]",
    "steps: [{ order: 1, each: { x: [] } }]", "steps: [{ order: 1, each: { x: [1], y: [2] } }]",
    "steps: [{ order: 1, check: [{ clause: [], outcome: done }] }]",
    "cases: [{ id: 1 }]\nsteps: [{ order: 1 }]", "cases: []\nsteps: [{ order: 1 }]",
    "matrix: { a: [] }\nsteps: [{ order: 1 }]", "setup: []\nsteps: [{ order: 1 }]",
    "billing: { plan: [] }\nsteps: [{ order: 1 }]",
    "billing: { integrations: [{ panel: first }] }\nsteps: [{ order: 1 }]",
    "billing: { plans: [{ name: T, ns: maybe }] }\nsteps: [{ order: 1 }]",
    "billing: { plans: [{ name: T, template: x }] }\nsteps: [{ order: 1 }]",
  ])
  func `what lint refuses by its form the schema refuses too`(body: String) throws {
    #expect(!(try Self.takes(body)))
  }

  @Test(arguments: [
    "steps: [{ order: 1, repeat: step, clause: [NS-07] }]",
    "steps: [{ fault: { do: silent }, during: [{ order: 2 }] }]",
    "steps: [{ concurrently: [{ order: 1 }, { order: 2 }] }]",
    "billing: { plans: [{ name: T, ns: off, free_domain: I, template: x }] }\nsteps: [{ log: {} }]",
    "matrix: { a: [1] }\nsteps: [{ order: 1, each: { x: 1..2 } }]",
  ])
  func `what lint takes the schema takes too`(body: String) throws {
    #expect(try Self.takes(body))
  }

  @Test func `every step kind, field, subject and comparison is in it`() throws {
    let text = try ScenarioSchema.text

    for contract in StepCatalog.kinds.map({ $0.contract }) {
      let names = [contract.keyword] + contract.fields.map(\.name) + contract.subjects.map(\.name)
      for name in names { #expect(text.contains("\"\(name)\" : {"), "\(name)") }
    }
    for comparison in Check.Operator.allCases {
      #expect(text.contains("\"\(comparison.rawValue)\" : {"))
    }
  }
}
