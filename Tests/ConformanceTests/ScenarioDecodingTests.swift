import StrictYAML
import Testing

@testable import Conformance

struct ScenarioDecodingTests {
  /// A scenario in which one line is what a test is about; line 5 is the first step.
  private static func text(
    step: String = "- order: 117", check: String = "{ clause: NS-07, outcome: done }",
    head: String = "tags: [a]"
  ) -> String {
    """
    scenario: sample
    title: A sample
    panels: { first: provider, second: provider }
    steps:
      \(step)
        check:
          - \(check)
    \(head)
    """
  }

  private static func problems(_ text: String) -> [String] {
    do throws(InvalidSources) {
      _ = try ScenarioDecoding.scenario(
        in: text, file: "in/sample.yaml", clauses: ["NS-07", "NS-11", "NS-43"])
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  @Test func `the sample without a mistake is read`() {
    #expect(Self.problems(Self.text()) == [])
  }

  static let mistakes: [(text: String, place: String, words: String)] = [
    (text(step: "- ordr: 117"), "in/sample.yaml:5:5", "did you mean 'order'?"),
    (text(step: "- order: { service: 1, plann: T1 }"), "in/sample.yaml:5:26", "'plan'"),
    (text(step: "- order: { ns: none }"), "in/sample.yaml:5:12", "needs 'service'"),
    (text(step: "- order: eleven"), "in/sample.yaml:5:12", "whole number"),
    (text(step: "- order: -1"), "in/sample.yaml:5:12", "whole number"),
    (text(step: "- order: \"{{servic}}\""), "in/sample.yaml:5:12", "{{servic}}"),
    (text(step: "- fault: { do: unreachabel }"), "in/sample.yaml:5:18", "'unreachable'"),
    (text(step: "- requests: third"), "in/sample.yaml:5:15", "no panel 'third'"),
    (text(check: "{ clause: NS-70, outcome: done }"), "in/sample.yaml:7:19", "'NS-07'"),
    (text(check: "{ outcome: done }"), "in/sample.yaml:7:9", "needs 'clause'"),
    (text(check: "{ clause: NS-07 }"), "in/sample.yaml:7:9", "say what to look at"),
    (text(check: "{ clause: NS-07, outcom: done }"), "in/sample.yaml:7:26", "'outcome'"),
    (text(check: "{ clause: NS-07, error: {} }"), "in/sample.yaml:7:9", "needs a comparison"),
    (
      text(check: "{ clause: NS-07, error: { contains: [] } }"), "in/sample.yaml:7:45", "empty list"
    ),
    (text(check: "{ clause: NS-07, error: { contains: '' } }"), "in/sample.yaml:7:45", "empty"),
    (text(check: "{ clause: NS-07, error: { matches: '(' } }"), "in/sample.yaml:7:44", "regular"),
    (text(check: "{ clause: NS-07, error: { count: two } }"), "in/sample.yaml:7:42", "'count'"),
    (text(check: "{ clause: NS-07, error: { absent: true } }"), "in/sample.yaml:7:43", "yes or no"),
    (
      text(step: "- api: { func: user }", check: "{ clause: NS-07, xpath: 'a[', count: 1 }"),
      "in/sample.yaml:7:33", "XPath"
    ),
    (text(head: "titel: x"), "in/sample.yaml:8:1", "'title'"),
    (text(head: "title: again"), "in/sample.yaml:2:1", "more than once"),
    (text(head: "tags: { a: b }"), "in/sample.yaml:8:7", "must be a list"),
    (text(head: "tags: [!!int 5]"), "in/sample.yaml:8:8", "the tag"),
    (text(head: "tags: [&a b]"), "in/sample.yaml:8:8", "anchors"),
    (text(head: "tags: [a"), "in/sample.yaml:9", "not YAML"),
    (
      text(head: "billing: { integrations: [{ name: I, panel: frist }] }"), "in/sample.yaml:8:45",
      "'first'"
    ),
    (
      text(head: "billing: { integrations: [{ name: I, provider_ns: on }] }"),
      "in/sample.yaml:8:51", "yes or no"
    ),
    (
      text(head: "billing: { plans: [{ name: T, ns: yes }] }"), "in/sample.yaml:8:35",
      "on, off, absent"
    ),
    (
      text(head: "cases: [{ case: a, x: 1 }, { case: a, x: 2 }]"), "in/sample.yaml:8:28",
      "another case"
    ),
    (text(head: "cases: [{ case: a, x: 1 }, { case: b }]"), "in/sample.yaml:8:28", "same columns"),
    (
      text(head: "--- ").replacing("panels: { first: provider", with: "panels: { first: ../x"),
      "in/sample.yaml:8", "another document"
    ),
  ]

  @Test(arguments: mistakes)
  func `a mistake is refused where it stands`(
    mistake: (text: String, place: String, words: String)
  ) throws {
    let problem = try #require(Self.problems(mistake.text).first)

    #expect(problem.hasPrefix(mistake.place), "\(problem)")
    #expect(problem.contains(mistake.words), "\(problem)")
  }

  @Test func `all mistakes of a file are found at once`() {
    let text = Self.text(
      step: "- order: { service: x, plam: y }", check: "{ clause: NS-99, outcome: done }",
      head: "tgas: []")

    #expect(Self.problems(text).count == 4)
  }

  @Test func `a world cannot lead out of its folder`() {
    let text = Self.text().replacing("first: provider", with: "first: ../provider")

    #expect(Self.problems(text).first?.contains("a world is named with letters") == true)
  }

  @Test func `the name must be the file's`() {
    let text = Self.text().replacing("scenario: sample", with: "scenario: simple")

    #expect(Self.problems(text).first?.hasPrefix("in/sample.yaml:1:11") == true)
  }

  @Test func `a scenario that checks nothing is refused`() {
    let text = "scenario: sample\ntitle: t\npanels: { first: provider }\nsteps: [{ order: 1 }]"

    #expect(Self.problems(text).first?.contains("proves nothing") == true)
  }

  @Test func `words that other programs take for Booleans and numbers stay texts`() throws {
    let text = Self.text(
      step: "- order: { service: 0117, domain: no, namespace: 12:30, plan: on }")
    let scenario = try ScenarioDecoding.scenario(in: text, file: "sample.yaml", clauses: nil)

    guard case .single(_, let fields, _) = scenario.steps[0].action else {
      Issue.record("it is not a step of a kind")
      return
    }
    let texts = fields.compactMapValues { if case .text(let text) = $0 { text.text } else { nil } }
    #expect(
      texts == ["service": "0117", "domain": "no", "namespace": "12:30", "plan": "on"])
  }

  @Test func `a bomb of aliases is refused before anything is expanded`() {
    var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for level in 1...40 {
      let list = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      lines.append("a\(level): &a\(level) [\(list)]")
    }

    #expect(
      Self.problems(lines.joined(separator: "\n")).first?.hasPrefix("in/sample.yaml:1:5") == true)
  }

  @Test func `a thousand brackets are refused without a crash`() {
    for depth in [40, 900, 5_000, 200_000] {
      #expect(Self.problems(String(repeating: "[", count: depth)).count == 1)
      let closed = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      #expect(Self.problems(closed).count == 1)
    }
  }
}
