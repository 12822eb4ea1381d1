import StrictYAML
import Testing

@testable import Conformance

/// What a scenario cannot say, and how it is told: mistakes that were taken once, or misnamed.
struct RefusalTests {
  private static let order = "- { order: 117, check: [{ clause: NS-07, outcome: done }] }"

  private static func text(_ lines: String, panels: String = "{ first: provider }") -> String {
    "scenario: sample\ntitle: t\npanels: \(panels)\n\(lines)\n"
  }

  private static func step(_ step: String) -> String { text("steps:\n  - \(step)") }

  private static func problems(_ text: String) -> [String] {
    do throws(InvalidSources) {
      _ = try ScenarioDecoding.scenario(in: text, file: "sample.yaml", clauses: nil)
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  static let mistakes: [(text: String, place: String, words: String)] = [
    (
      text("matrix: { case: [a, b] }\nsteps:\n  \(order)"), "4:11", "call the column something else"
    ),
    (text("matrix: {}\nsteps:\n  \(order)"), "4:9", "'matrix' is empty"),
    (text("cases: []\nsteps:\n  \(order)"), "4:8", "'cases' is empty"),
    (
      text("cases: [{ case: a, b: c }]\nmatrix: { b: [d] }\nsteps:\n  \(order)"), "5:11",
      "is a column of 'cases' already"
    ),
    (step("{ order: 117, each: { x: [] } }"), "5:30", "'each' has no value"),
    (step("{ order: 117, each: { x: ['{{x}}'] } }"), "5:31", "nothing gives '{{x}}' a value"),
    ("fragment: sample\nsteps:\n  - order: 117\n", "1:1", "'use: sample' is a step of a scenario"),
    (
      text("billing: { integrations: [{ name: I, username: '{{u}}' }] }\nsteps:\n  \(order)"),
      "4:48", "'username' cannot have '{{u}}'"
    ),
    (
      text("billing: { plans: [{ name: '{{p}}' }] }\nsteps:\n  \(order)"), "4:28",
      "write the text itself"
    ),
    (
      text("billing: { providers: [P1, P1] }\nsteps:\n  \(order)"), "4:28",
      "another provider 'P1'"
    ),
    (
      text("billing: { integrations: [{ name: I }, { name: I }] }\nsteps:\n  \(order)"), "4:48",
      "another integration 'I'"
    ),
    (
      text("billing: { plans: [{ name: T }, { name: T }] }\nsteps:\n  \(order)"), "4:41",
      "another plan 'T'"
    ),
    (
      text("steps:\n  \(order)", panels: "{ A: provider, a: provider }"), "3:24",
      "'a' and 'A' have the same address"
    ),
    (
      text("steps:\n  \(order)", panels: "{ 'my panel/x': provider }"), "3:11",
      "becomes part of the panel's address"
    ),
    (
      step("{ order: 1, check: [{ clause: NS-07, outcome: done, status: active }] }"), "5:57",
      "make a second check for 'status'"
    ),
    (step("{ order: 1, mail: 1 }"), "5:17", "make 'mail' a step of its own"),
    (
      step("{ order: 1, check: [{ clause: NS-07, error: { contains: [a, ''] } }] }"), "5:65",
      "write what to look for"
    ),
    (
      step("{ order: 1, check: [{ clause: NS-07, error: { matches: 'dns)|(117' } }] }"), "5:60",
      "is not a regular expression"
    ),
    (step("order: +117"), "5:12", "a whole number of 64 bits"),
    (
      step("{ order: 1, check: [{ clause: NS-07, error: { count: +1 } }] }"), "5:58",
      "must be a whole number"
    ),
    (step("fault: { do: silent, call: 0 }"), "5:32", "a whole number from 1 to 1000000"),
    (step("fault: { do: silent, times: foo }"), "5:33", "or 'always'"),
    (step("dns: { at: a, name: b, size: huge }"), "5:34", "from 0 to 65535, or 'none'"),
    (step("dns: { at: a, name: b, type: ZZ }"), "5:34", "a type such as A or NS"),
    (step("dns-fault: { do: drop, type: ZZ }"), "5:34", "'NOTIFY'"),
    (step("transfer: { at: a, name: b, serial: 4294967296 }"), "5:41", "from 0 to 4294967295"),
    (
      text(
        """
        fragments: { f: { parameters: [p], defaults: { p: "{{nobody}}" }, steps: [\(order.dropFirst(2))] } }
        steps: [{ use: f }]
        """), "4:51", "nothing gives '{{nobody}}' a value"
    ),
    (
      text(
        """
        fragments: { f: { parameters: [p], defaults: { p: "{{secnd.url}}" }, steps: [\(order.dropFirst(2))] } }
        steps: [{ use: f }]
        """), "4:51", "{{secnd.url}}"
    ),
    (step("{ order: 1, name: a\u{1B}b }"), "5:24", "U+001B"),
  ]

  @Test(arguments: mistakes)
  func `a mistake is told where it stands`(mistake: (text: String, place: String, words: String)) {
    let problems = Self.problems(mistake.text)

    let found = problems.first { $0.hasPrefix("sample.yaml:\(mistake.place): ") }
    #expect(found?.contains(mistake.words) == true, "\(problems)")
    // No mistake has a second one told beside it that is none.
    #expect(problems.count == 1, "\(problems)")
  }

  @Test func `an ampersand and an asterisk without a name are text`() {
    let text = Self.text("tags: [this & that, 2 * 3]\nsteps:\n  \(Self.order)")
    #expect(Self.problems(text) == [])

    let alias = Self.problems(text.replacing("this & that, 2 * 3", with: "'a &b *c'"))
    #expect(alias.first?.hasPrefix("sample.yaml:4:11: anchors and aliases") == true, "\(alias)")
    #expect(Self.problems(text.replacing("this & that, 2 * 3", with: "\"a \\x26b *c\"")) == [])
  }

  @Test func `a default can name a panel`() {
    let text = Self.text(
      """
      fragments: { f: { parameters: [p], defaults: { p: "{{first.url}}" }, steps: [{ order: 1, domain: "{{p}}" }] } }
      steps: [{ use: f }]
      """
    ).replacing("{ order: 1, domain: \"{{p}}\" }", with: String(Self.order.dropFirst(2)))

    #expect(Self.problems(text) == [])
  }

  @Test func `an invariant takes each step that only looks`() {
    let looking = StepCatalog.kinds.map { $0.contract }.filter(\.isLooking).map(\.keyword)
    #expect(looking.count == 9)
    for step in [
      "log: {}", "contacts: {}", "resolve: { name: a }", "transfer: { at: a, name: b }",
      "integration: { do: list }", "licence: { do: look, service: 117 }",
    ] {
      #expect(Self.problems(Self.text("steps:\n  \(Self.order)\ninvariants: [{ \(step) }]")) == [])
    }
  }

  @Test func `problems are told in reading order, those of one place by their words`() {
    let text = Self.text("steps:\n  \(Self.order)").replacing("title: t\n", with: "")
      .replacing("panels: { first: provider }\n", with: "")

    let first = Self.problems(text)

    #expect(first.count == 2)
    #expect(first == first.sorted())
  }

  @Test func `what a terminal takes for a command is written as a code`() {
    let problem = SourceProblem(Place(file: "a.yaml"), "not '\u{1B}[2J'")

    #expect(problem.description == "a.yaml:1:1: not '\\u{1B}[2J'")
  }
}

/// Files that are small and stand for much.
struct ExpansionTests {
  private static func problems(_ text: String) -> [SourceProblem] {
    do throws(InvalidSources) {
      _ = try ScenarioDecoding.scenario(in: text, file: "sample.yaml", clauses: nil)
      return []
    } catch {
      return error.problems
    }
  }

  private static let head = "scenario: sample\ntitle: t\npanels: { first: provider }\n"
  private static let steps = "steps: [{ order: 1, check: [{ clause: NS-07, outcome: done }] }]\n"

  @Test(.timeLimit(.minutes(5)))
  func `fragments that stand for a hundred million steps are refused at once`() {
    var text = "\(Self.head)fragments:\n"
    for level in 0..<7 {
      let uses = Array(repeating: "{ use: f\(level + 1) }", count: 10).joined(separator: ", ")
      text += "  f\(level): { steps: [\(uses)] }\n"
    }
    let orders = Array(repeating: "{ order: 1 }", count: 10).joined(separator: ", ")
    text += "  f7: { steps: [\(orders)] }\n"
    let uses = Array(repeating: "{ use: f0 }", count: 10).joined(separator: ", ")
    text += "steps: [\(uses)]\n"

    let problems = Self.problems(text)

    #expect(problems.count == 1, "\(problems.prefix(3))")
    #expect(problems.first?.place.line == 13)
    #expect(problems.first?.message.contains("at most 100000 steps") == true)
  }

  @Test(.timeLimit(.minutes(5)))
  func `rows and columns cost what they are long`() {
    let columns = (0..<3_000).map { "c\($0): 1" }.joined(separator: ", ")
    let rows = (0..<3_000).map { "  - { case: r\($0) }\n" }.joined()
    let text = "\(Self.head)cases:\n  - { case: a, \(columns) }\n\(rows)\(Self.steps)"

    let problems = Self.problems(text)

    // The first thousand, and how many more there are.
    #expect(problems.count == 1_001)
    #expect(problems.allSatisfy { $0.message.utf8.count < 200 })
  }

  @Test func `an axis without values does not hide how many cases the others make`() {
    let values = (0..<400).map { "\($0)" }.joined(separator: ", ")
    let text =
      "\(Self.head)matrix: { a: [\(values)], b: [\(values)], c: [\(values)], d: [] }\n\(Self.steps)"

    let messages = Self.problems(text).map(\.message)

    #expect(messages.contains { $0.contains("more than 100000 cases") }, "\(messages)")
    #expect(messages.contains { $0.contains("'d' must be a list of values") }, "\(messages)")
  }

  @Test(.timeLimit(.minutes(5)))
  func `thousands of long ranges take no room`() throws {
    let step = "{ order: \"{{x}}\", each: { x: \"1..100000\" } }"
    let steps = Array(repeating: step, count: 5_000).joined(separator: ", ")
    let check = "check: [{ clause: NS-07, outcome: done }]"
    let text = "\(Self.head)steps: [\(steps), { order: 1, \(check) }]\n"

    let scenario = try ScenarioDecoding.scenario(in: text, file: "sample.yaml", clauses: nil)

    guard case .range(1...100_000) = scenario.steps[0].each?.source else {
      Issue.record("the range was written out")
      return
    }
    #expect(try scenario.steps[0].each?.values(from: [:]).last == "100000")
  }

  @Test(.timeLimit(.minutes(5)))
  func `thousands of unknown names are not compared with thousands of known ones`() {
    let columns = (0..<2_000).map { "column\($0): 1" }.joined(separator: ", ")
    let steps = (0..<2_000).map { "  - order: \"{{colunm\($0)}}\"\n" }.joined()

    let problems = Self.problems(
      "\(Self.head)cases: [{ case: a, \(columns) }]\nsteps:\n\(steps)")

    #expect(problems.count == 1_001)
    #expect(problems[0].message.hasSuffix("column1013 and 1982 more"), "\(problems[0])")
  }

  @Test func `a hint lists some names and says how many more there are`() {
    let names = (0..<400).map { "name\($0)" }

    let hint = NearestName.hint(for: "zzzzzzzzzzzz", among: names)

    #expect(hint.hasSuffix("and 380 more"), "\(hint)")
    #expect(NearestName.hint(for: "nam7", among: names) == "did you mean 'name7'?")
  }
}
