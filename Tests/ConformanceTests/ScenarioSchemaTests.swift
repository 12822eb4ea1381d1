import Foundation
import Testing

@testable import Conformance

struct ScenarioSchemaTests {
  @Test func `the published schema is the one of the table`() throws {
    let file = "\(Fixtures.folder)/../docs/schema/scenario.json"

    #expect(
      try String(contentsOfFile: file, encoding: .utf8) == ScenarioSchema.text,
      "Write it anew: nslab schema > docs/schema/scenario.json")
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
