import Foundation
import StrictYAML
import Testing

@testable import Conformance

struct ScenarioFormTests {
  private static func formatted(_ text: String) throws -> String {
    try YAMLFormatter.formatted(text, file: "sample.yaml")
  }

  @Test func `indentation, spaces and blank lines have one form, and comments stay`() throws {
    let written = """
      # about it


      scenario:   sample   # the name
      panels: {first: provider,second: 'provider'}
      steps:
      # the order
      - order: {service: 117}   # one
        check:
            - {clause: NS-07,   outcome: "done"}

      -   mail: 117 # "two"
      """

    #expect(
      try Self.formatted(written) == """
        # about it

        scenario: sample  # the name
        panels: { first: provider, second: "provider" }
        steps:
          # the order
          - order: { service: 117 }  # one
            check:
              - { clause: NS-07, outcome: "done" }

          - mail: 117  # "two"

        """)
  }

  static let samples = [
    "a: 'it''s # no comment'  # but this is\n", "a: \"quote \\\" # no\"\n",
    "a:\n  - |\n    # text\n    more\n  - b # c\n", "a: >-\n  one\n  two\nb: c\n",
    "a: |\n  kept\n\n  lines\n", "- [a, [b, c], {d: e}]\n- []\n- {}\n- ''\n", "a:\nb: ~\n",
    "a: don't # x\n", "a: { b: 'x, y', c: \"[z]\" }\n", "a: -x\nb: :y\nc: '? z'\n",
    "a:\n  # alone\n  - x\n  # before y\n  - y\n  # last\n", "a: [x, # in the middle\n  y]\n",
    "plain text\n", "'\u{1}': x\n", "a: \"\\x01\\t\"\n",
    "a: { b: \(String(repeating: "long ", count: 30))end, c: d }\n",
  ]

  @Test(arguments: samples)
  func `the form is canonical: writing it again changes nothing`(text: String) throws {
    let once: String
    do {
      once = try Self.formatted(text)
    } catch let error as InvalidSources {
      // What the strict reader refuses is refused here too, and nothing else.
      #expect(throws: InvalidSources.self) { try YAMLDecoding.node(in: text, file: "s") }
      #expect(!error.description.contains("cannot be written"))
      return
    }

    #expect(try Self.formatted(once) == once)
  }

  @Test func `every scenario of the project is written so that nothing is lost`() throws {
    for form in try ScenarioForm.files(["\(Fixtures.folder)/scenarios"]) {
      let text = try String(contentsOfFile: form.path, encoding: .utf8)
      let once = try Self.formatted(text)
      #expect(try Self.formatted(once) == once, "\(form.path)")
    }
  }

  @Test func `docs/failure-codes.md is what the catalogue says`() throws {
    let page = URL(filePath: "\(Fixtures.folder)/../docs/failure-codes.md")
    if ProcessInfo.processInfo.environment["NSLAB_WRITE_DOCS"] != nil {
      try FailureCode.markdown.write(to: page, atomically: true, encoding: .utf8)
    }

    #expect(
      try String(contentsOf: page, encoding: .utf8) == FailureCode.markdown,
      "docs/failure-codes.md is out of date: run the tests once with NSLAB_WRITE_DOCS=1")
  }
}
