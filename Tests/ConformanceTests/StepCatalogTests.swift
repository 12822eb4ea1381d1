import Foundation
import Testing

@testable import Conformance

struct StepCatalogTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..")

  @Test func `docs/steps.md is what the table says`() throws {
    let page = Self.root.appending(path: "docs/steps.md")
    if ProcessInfo.processInfo.environment["NSLAB_WRITE_DOCS"] != nil {
      try StepCatalog.markdown.write(to: page, atomically: true, encoding: .utf8)
    }

    #expect(
      try String(contentsOf: page, encoding: .utf8) == StepCatalog.markdown,
      "docs/steps.md is out of date: run the tests once with NSLAB_WRITE_DOCS=1")
  }

  @Test func `every file in Steps is in the table`() throws {
    let folder = Self.root.appending(path: "Sources/Conformance/Steps")
    let declared = try FileManager.default
      .contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .map { try String(contentsOf: $0, encoding: .utf8) }
      .flatMap { $0.matches(of: /enum (\w+): StepKind/).map { String($0.1) } }

    #expect(Set(declared) == Set(StepCatalog.kinds.map { "\($0)" }))
  }

  @Test func `every example in the table is a step that can be read`() throws {
    for kind in StepCatalog.kinds {
      let contract = kind.contract
      let steps = contract.example.split(separator: "\n").map { "  \($0)" }
      let text = """
        scenario: example
        title: The example of \(contract.keyword)
        panels: { first: provider, second: provider }
        cases: [{ case: one, password: x }]
        steps:
        \(steps.joined(separator: "\n"))
          - requests: first
            check: [{ clause: NS-01, count: 0 }]
        """

      #expect(throws: Never.self, "\(contract.keyword)") {
        try ScenarioDecoding.scenario(in: text, file: "example.yaml", clauses: nil)
      }
    }
  }
}
