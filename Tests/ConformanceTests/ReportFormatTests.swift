import Foundation
import StrictYAML
import Testing
import XMLReading

@testable import Conformance

/// Formats for machines and pages; the report has one case of each verdict and a hostile error text.
struct ReportFormatTests {
  @Test func `TAP has one point per case, and only a line of its own begins one`() async throws {
    let lines = TAPReport.render(try await ReportTests.report()).split(separator: "\n")

    #expect(lines.prefix(2) == ["TAP version 14", "1..4"])
    #expect(lines.filter { $0.hasPrefix("ok ") }.count == 2)
    #expect(lines.filter { $0.hasPrefix("not ok ") }.count == 2)
    #expect(lines.contains { $0.hasPrefix("ok 4 - sample [c<4>] # SKIP ") })
    #expect(lines.filter { $0 == "  ---" }.count == 2)
    #expect(lines.filter { $0 == "  ..." }.count == 2)
    #expect(!lines.contains { $0.contains("\u{1B}") })
  }

  @Test func `CTRF counts what the tests say`() async throws {
    struct Document: Decodable {
      struct Results: Decodable {
        struct Test: Decodable {
          let name: String
          let status: String
          let message: String?
          let suite: [String]
          let tags: [String]
          let retries: Int?
          let flaky: Bool?
        }
        let summary: [String: Int]
        let tests: [Test]
      }
      let results: Results
    }

    let text = try CTRFReport.render(try await ReportTests.report())
    let results = try JSONDecoder().decode(Document.self, from: Data(text.utf8)).results

    #expect(results.tests.map(\.status) == ["passed", "failed", "other", "skipped"])
    #expect(results.tests[1].message?.contains("expected: done") == true)
    for word in ["passed", "failed", "other", "skipped"] { #expect(results.summary[word] == 1) }
    #expect(results.summary["tests"] == 4)
    #expect(results.summary["pending"] == 0)
    #expect(results.summary["suites"] == 1)
    #expect(results.summary["flaky"] == 0)
    #expect(results.summary["duration"] == results.summary["stop"])
    #expect(results.tests.allSatisfy { $0.suite == ["sample"] && $0.tags == ["NS-07"] })
    #expect(results.tests.allSatisfy { $0.retries == nil && $0.flaky == nil })
  }

  @Test func `a case that passed when it was tried again is marked in every format`() async throws {
    var report = try await ReportTests.report()
    var flaky = report.cases[0]
    flaky.verdict = .flaky
    flaky.attempts = 3
    flaky.message = "passed at the third try & not before"
    report = RunReport(
      target: "fake", seed: nil, cases: [flaky], catalog: .forTests, duration: 1)

    let ctrf = try CTRFReport.render(report)
    #expect(ctrf.contains("\"flaky\" : true"))
    #expect(ctrf.contains("\"retries\" : 2"))
    #expect(ctrf.contains("\"flaky\" : 1"))
    let xml = try XMLReply(Array(JUnitReport.render(report).utf8))
    #expect(try xml.string(at: "//testcase/system-out")?.contains("third try & not") == true)
    #expect(try xml.strings(at: "//testsuite/@time").count == 1)
    #expect(ConsoleReport.render(report).contains("FLAKY  sample"))
    #expect(MarkdownReport.render(report).contains("**flaky**"))
    #expect(GitHubReport.render(report).hasPrefix("::notice "))
  }

  @Test(arguments: [
    ("fake", "nslab run f.yaml"),
    ("mutant:drops-mails", "nslab run f.yaml --target mutant:drops-mails"),
    ("http", "nslab run f.yaml --target http"),
    (
      "url:https://h:1500/dnsmgr",
      "nslab run f.yaml --target url:https://h:1500/dnsmgr --allow-real"
    ),
    ("cmd:python3 my shop.py", "nslab run f.yaml --target 'cmd:python3 my shop.py'"),
  ])
  func `a case is run again on the target that it ran on`(target: String, line: String) async throws
  {
    let result = CaseResult(
      scenario: "s", name: "", place: Place(file: "f.yaml", line: 1, column: 1), verdict: .fail)
    #expect(Reproduction.run(result, on: target) == line)
  }

  @Test func `clauses that no scenario of a run names take one line`() async throws {
    let report = try await ReportTests.report()
    let clauses = (1...12).map { number in
      Clause(
        id: "X-\(number)", sentence: "It holds", section: nil, kind: .stated, unproven: nil)
    }
    var checked = report.cases[0]
    checked.checks = [3, 7].map { number in
      CheckResult(
        clauses: ["X-\(number)"], place: checked.place, step: "order", verdict: .pass,
        finding: nil, evidence: [])
    }
    let text = ConsoleReport.render(
      RunReport(
        target: "fake", seed: nil, cases: [checked], catalog: ClauseCatalog(clauses: clauses),
        duration: 1))
    #expect(text.contains("X-3    stated   proved    1"))
    #expect(text.contains("\nno check in this run: X-1, X-2, X-4 to X-6, X-8 to X-12\n"), "\(text)")
    #expect(!text.contains("unproven  0"))
  }

  @Test func `Markdown says what failed and lets nobody draw in it`() async throws {
    let text = MarkdownReport.render(try await ReportTests.report())

    #expect(text.contains("1 of 4 cases passed, 4 checks."))
    #expect(text.contains("| stated | 2 | 0 | 1 | 1 |"))
    #expect(text.contains("- **fail** sample \\[c&lt;2&gt;\\]"))
    #expect(text.contains("The mail has &lt;the&gt; login &amp; password"))
    #expect(!text.contains("<"))
  }

  @Test func `each annotation is one line with the place of the check`() async throws {
    let lines = GitHubReport.render(try await ReportTests.report()).split(separator: "\n")

    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.hasPrefix("::error ") || $0.hasPrefix("::notice ") })
    #expect(lines.filter { $0.hasPrefix("::notice ") }.count == 1)
    #expect(lines[0].contains("file=sample.yaml,line="))
    #expect(lines[0].contains("%0A  expected: done%0A"))
  }

  @Test func `the page shows what each step sent, was answered, mailed and changed`() async throws {
    let clauses = try ClauseCatalog.load("\(Fixtures.folder)/clauses.yaml")
    let suite = try Suite.load(
      ["\(Fixtures.folder)/scenarios/order/one-user-per-order.yaml"], clauses: clauses)
    var configuration = Runner.Configuration()
    configuration.keepsSteps = true
    let report = await Runner(clauses: clauses, configuration: configuration)
      .run(suite, on: FakeTarget.onFixtures)

    let order = try #require(report.cases.first?.steps.first { $0.step == "order" })
    func texts(_ kind: String) -> [String] {
      order.evidence.filter { $0.kind == kind }.map(\.text)
    }
    let made = texts("request to dns").filter { $0.contains("func=user.edit") }
    #expect(made.contains { $0.contains("name=dns117") })
    #expect(texts("answer of dns").count == texts("request to dns").count)
    #expect(texts("mail").count == 1)
    #expect(order.changes.contains { $0.hasPrefix("billing: + service id=117 ") })
    #expect(HTMLReport.render(report).contains("request to dns"))
    #expect(!made.joined().contains("provider-secret"))
  }

  @Test func `the page is well-formed, loads nothing and shows the evidence`() async throws {
    let text = HTMLReport.render(try await ReportTests.report())
    // What follows the doctype is XML but for the void elements of the head.
    let body = try #require(text.firstRange(of: "<body>")).lowerBound
    let page = try XMLReply(Array(text[body...].replacing("</html>", with: "").utf8))

    // Three clauses, one scenario with its four cases, and the three that did not pass once more.
    #expect(try page.strings(at: "//section[@id='clauses']//details").count == 3)
    #expect(try page.strings(at: "//section[@id='scenarios']//details").count == 5)
    #expect(try page.strings(at: "//section[@id='problems']/details").count == 3)
    #expect(try page.strings(at: "//section[@id='problems']/details[@open]").count == 2)
    #expect(try page.strings(at: "//details[@id='NS-07']/@open") == ["open"])
    let sentences = try page.strings(at: "//div[@class='finding']//li")
    #expect(sentences.contains("NS-07 stated: One user per order"))
    #expect(try page.strings(at: "//pre").contains { $0.contains("nslab run sample.yaml:5") })
    let ids = try page.strings(at: "//@id")
    #expect(ids.count == Set(ids).count)
    let targets = try page.strings(at: "//a/@href").map { String($0.dropFirst()) }
    #expect(targets.allSatisfy { ids.contains($0) }, "\(targets.filter { !ids.contains($0) })")
    for word in ["<script", " src=", "http:", "https:", "@import", "url("] {
      #expect(!text.contains(word), "\(word)")
    }
  }
}
