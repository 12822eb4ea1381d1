import Foundation
import Testing

@testable import Conformance

struct ReportComparisonTests {
  /// A report in which the cases of a table end as the answers to their orders say.
  private func report(
    _ outcomes: [(name: String, outcome: String)], target: String = "scripted"
  ) async throws -> RunReport {
    var scripted = ScriptedTarget()
    scripted.order = { ServiceState(outcome: outcomes[Int($0.service)].outcome, status: "active") }
    let rows = outcomes.enumerated().map { index, one in
      "  - { case: \(one.name), id: \(index) }"
    }
    return try await Runner.report(
      "  - { order: \"{{id}}\", check: [{ clause: NS-07, outcome: done }] }",
      cases: "cases:\n\(rows.joined(separator: "\n"))", on: scripted)
  }

  @Test func `each kind of change is told apart`() async throws {
    let before = try await report([
      ("same", "done"), ("worse", "done"), ("fixed", "manual"), ("missing", "done"),
    ])
    let after = try await report([
      ("same", "done"), ("worse", "manual"), ("fixed", "done"), ("new", "done"),
    ])

    let difference = ReportDifference(from: before, to: after)

    let cases = difference.entries.map { "\($0.change.rawValue) \($0.subject)" }
    #expect(
      cases == [
        "worse sample [worse]", "new sample [new]", "missing sample [missing]",
        "fixed sample [fixed]",
      ])
    #expect(difference.isWorse)
  }

  @Test(arguments: [
    ([("a", "done")], [("a", "done"), ("b", "done")], false),
    ([("a", "manual")], [("a", "done")], false), ([("a", "done")], [("a", "done")], false),
    ([("a", "done"), ("b", "done")], [("a", "done")], true),
    ([("a", "done")], [("a", "done"), ("b", "manual")], true),
    ([("a", "done")], [("a", "manual")], true),
  ])
  func `worse is what was good, is missing, or is new and bad`(
    before: [(String, String)], after: [(String, String)], isWorse: Bool
  ) async throws {
    let difference = ReportDifference(
      from: try await report(before.map { ($0.0, $0.1) }),
      to: try await report(after.map { ($0.0, $0.1) }))

    #expect(difference.isWorse == isWorse)
  }

  @Test(arguments: [
    ("flaky", "fail", "worse"), ("inconclusive", "fail", "worse"),
    ("unsupported", "error", "worse"),
    ("pass", "skip", "worse"), ("fail", "unsupported", "changed"), ("flaky", "pass", "fixed"),
    ("xfail", "pass", "changed"), (nil, "skip", "new"), (nil, "fail", "new"),
  ])
  func `what nobody could say before can only get worse by being wrong`(
    before: String?, after: String, change: String
  ) async throws {
    let done = try await report([("a", "done")])
    func ended(_ verdict: String?) throws -> RunReport {
      var result = done.cases[0]
      result.verdict = try #require(verdict.map(Verdict.init) ?? .pass)
      return RunReport(
        target: "t", seed: nil, cases: verdict == nil ? [] : [result],
        catalog: ClauseCatalog(clauses: []), duration: 1)
    }

    let difference = ReportDifference(from: try ended(before), to: try ended(after))

    #expect(difference.entries.map(\.change.rawValue) == [change])
    #expect(difference.isWorse == (change == "worse" || after == "fail"))
  }

  @Test func `the shards of a run are one run again`() async throws {
    let first = try await report([("a", "done"), ("b", "manual")])
    let second = try await report([("c", "done")])

    let merged = try ReportMerge.merged([("1.json", first), ("2.json", second)])

    #expect(Set(merged.cases.map(\.name)) == ["a", "b", "c"])
    #expect(merged.exitCode == .failed)
    #expect(merged.clauses.first { $0.clause.id == "NS-07" }?.passed == 2)
    #expect(merged.clauses.first { $0.clause.id == "NS-07" }?.verdict == .failed)
  }

  @Test func `a run in parts is whole only with every part`() async throws {
    func part(_ name: String, _ shard: String) async throws -> RunReport {
      let whole = try await report([(name, "done")])
      return RunReport(
        target: whole.target, seed: nil, cases: whole.cases, catalog: .forTests,
        part: Selection.Shard(shard), duration: 1)
    }
    let first = ("1.json", try await part("a", "1/3"))
    let second = ("2.json", try await part("b", "2/3"))
    let third = ("3.json", try await part("c", "3/3"))

    #expect(try ReportMerge.merged([third, first, second]).part == nil)
    #expect(throws: StoredReportError.partMissing("2/3")) {
      try ReportMerge.merged([first, third])
    }
    let other = ("4.json", try await part("d", "2/2"))
    #expect(throws: StoredReportError.self) { try ReportMerge.merged([first, other]) }
  }

  @Test func `a profile is judged again when parts are merged`() async throws {
    func part(_ name: String, _ outcome: String, _ clauses: [String]) async throws -> RunReport {
      let profile = Profile(name: "one", title: "One", clauses: clauses)
      return RunReport(
        target: "t", seed: nil, cases: try await report([(name, outcome)]).cases,
        catalog: .forTests, profiles: ProfileCatalog(profiles: [profile]), duration: 1)
    }
    let good = ("1.json", try await part("a", "done", ["NS-07"]))
    let bad = ("2.json", try await part("b", "manual", ["NS-07"]))

    #expect(good.1.proves(["one"]) && !good.1.proves(["two"]))
    let merged = try ReportMerge.merged([good, bad])
    #expect(merged.profiles.map(\.verdict) == [.failed])
    #expect(!merged.proves(["one"]))
    let other = ("3.json", try await part("c", "done", ["NS-11"]))
    #expect(throws: StoredReportError.otherRun("3.json", "it looks at other profiles")) {
      try ReportMerge.merged([good, other])
    }
  }

  @Test func `a case in two shards is refused`() async throws {
    let one = try await report([("a", "done")])

    #expect(throws: StoredReportError.caseTwice("2.json", "sample [a]")) {
      try ReportMerge.merged([("1.json", one), ("2.json", one)])
    }
  }

  @Test(arguments: ["", "{}", "[]", "{\"schema\": 0}", "no json", "{\"schema\": 3}"])
  func `what is no report of this form is refused with its path`(text: String) throws {
    let error = #expect(throws: StoredReportError.self) {
      try RunReport.decoded(Array(text.utf8), from: "r.json")
    }
    #expect(error?.description.hasPrefix("r.json: ") == true)
    #expect(error?.exitCode == .invalidInput)
  }

  @Test func `the page shows what changed since the earlier run`() async throws {
    let before = try await report([("a", "done")])
    let after = try await report([("a", "manual")])

    #expect(HTMLReport.render(after.compared(with: before)).contains("What changed since"))
    #expect(!HTMLReport.render(after).contains("What changed"))
  }
}

struct ReproductionTests {
  @Test func `a request becomes a curl line without a secret in it`() {
    let line = Reproduction.curl(
      "http://127.0.0.1:1500/dnsmgr", panel: "dns",
      [
        Parameter("func", "user.edit"), Parameter("authinfo", "provider:it's $(secret)"),
        Parameter("passwd", "another"), Parameter("name", "a'b $(rm)"),
      ])

    #expect(
      line == """
        curl -sS http://127.0.0.1:1500/dnsmgr --data-urlencode func=user.edit \
        --data-urlencode authinfo=provider:"$PROVIDER_PASSWORD" --data-urlencode passwd="$PASSWD" \
        --data-urlencode 'name=a'\\''b $(rm)'
        """)
  }

  @Test func `an address that leads nowhere is a variable`() {
    let line = Reproduction.curl("https://first.nslab.invalid/dnsmgr", panel: "first", [])

    #expect(line == "curl -sS \"$FIRST_URL\"")
  }

  @Test func `a question becomes a dig line`() {
    #expect(
      Reproduction.dig("127.53.0.1", name: "example.net", type: "NS", overTCP: true)
        == "dig @127.53.0.1 -p \"$DNS_PORT\" +norecurse +tcp example.net NS")
    #expect(
      Reproduction.dig("ns1.company.com", name: "a;b", type: "A", overTCP: false)
        == "dig @\"$NS1_COMPANY_COM\" -p \"$DNS_PORT\" +norecurse 'a;b' A")
  }

  @Test func `a failed check prints the line that shows it again`() async throws {
    let report = try await Runner.report(
      "  - { api: { func: whoami }, check: [{ clause: NS-07, outcome: auth }] }")

    #expect(ConsoleReport.render(report).contains("reproduce: curl -sS \"$PANEL_URL\""))
    #expect(ConsoleReport.render(report).contains("NS-07 stated: One user per order"))
    #expect(ConsoleReport.render(report).contains("run it: nslab run sample.yaml:4"))
  }
}
