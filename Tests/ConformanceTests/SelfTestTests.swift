import Foundation
import Testing
import XMLReading

@testable import Conformance

/// The runner against targets that do wrong in every way: how the run ends, and that each report says it.
struct SelfTestTests {
  /// A wrong target, how a run on it must end, and how its two cases must.
  struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    let target: ScriptedTarget
    let exit: ExitCode
    let verdicts: [Verdict]
    var timeout = Duration.seconds(600)
    var testDescription: String { name }
  }

  static let samples: [Sample] = [
    sample("always fails", .failed, [.fail, .fail]) { $0.order = { _ in .of("manual") } },
    sample("answers for another scenario", .failed, [.fail, .fail]) { target in
      target.order = { _ in
        var state = ServiceState.of("done")
        state.login = "dns999"
        return state
      }
    },
    sample("answers garbage", .failed, [.fail, .fail]) { target in
      target.order = { _ in .of("\u{1B}[2J\u{0}<garbage \"&'># TODO\nok 1\n::error::") }
    },
    sample("dies half-way", .unreachable, [.pass, .error]) { target in
      target.order = { order in
        guard order.service == 1 else { throw TargetError.unreachable("port 1") }
        return .of("done", login: "dns1")
      }
    },
    sample("hangs", .failed, [.timeout, .timeout], within: .milliseconds(300)) { target in
      target.order = { _ in
        await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
        return .of("done")
      }
    },
    sample("is not there", .unreachable, [.error, .error]) { target in
      target.open = { throw TargetError.unreachable("port 1") }
    },
    sample("breaks", .internalFault, [.error, .error]) { target in
      target.order = { _ in throw RunnerTests.Surprise() }
    },
    sample("can do nothing", .nothingRan, [.unsupported, .unsupported]) { target in
      target.order = { _ in throw TargetError.unsupported("orders") }
    },
  ]

  private static func sample(
    _ name: String, _ exit: ExitCode, _ verdicts: [Verdict],
    within timeout: Duration = .seconds(600),
    _ change: (inout ScriptedTarget) -> Void
  ) -> Sample {
    var target = ScriptedTarget()
    change(&target)
    return Sample(name: name, target: target, exit: exit, verdicts: verdicts, timeout: timeout)
  }

  private func report(
    on target: ScriptedTarget, within timeout: Duration = .seconds(600)
  ) async throws -> RunReport {
    let steps = """
        - order: "{{id}}"
          check: [{ clause: NS-07, outcome: done }, { clause: NS-11, login: "dns{{id}}" }]
      """
    return try await Runner.report(
      steps, cases: "cases: [{ case: one, id: 1 }, { case: two, id: 2 }]", on: target,
      timeout: timeout)
  }

  @Test(arguments: samples)
  func `a wrong target is never a success, in the exit code and in every report`(
    sample: Sample
  ) async throws {
    let report = try await report(on: sample.target, within: sample.timeout)

    #expect(report.exitCode == sample.exit)
    #expect(report.cases.map(\.verdict) == sample.verdicts)
    #expect(report.clauses.contains { $0.clause.id == "NS-11" && $0.verdict != .proved })
    let (bad, left) = (
      sample.verdicts.count(where: \.isBad), sample.verdicts.count { $0 == .unsupported }
    )
    try expectJUnit(report, bad: bad, left: left)
    let points = TAPReport.render(report).split(separator: "\n")
    #expect(points.count { $0.hasPrefix("not ok ") } == bad)
    #expect(points.count { $0.hasPrefix("ok ") } == sample.verdicts.count - bad)
    #expect(points.count { $0.contains(" # SKIP ") } == left)
    let notes = GitHubReport.render(report).split(separator: "\n")
    #expect(notes.count { $0.hasPrefix("::error ") } >= bad)
    #expect(notes.allSatisfy { $0.hasPrefix("::error ") || $0.hasPrefix("::notice ") })
    let html = HTMLReport.render(report)
    #expect(!html.contains("<garbage"))
    for word in Set(sample.verdicts.map(\.rawValue)) {
      #expect(html.contains(word))
      #expect(
        ConsoleReport.render(report).contains("1 \(word)")
          || ConsoleReport.render(report).contains("2 \(word)"))
    }
    #expect(
      MarkdownReport.render(report).contains(
        "\(sample.verdicts.count { $0 == .pass }) of 2 cases passed"))
    try expectJSON(report)
  }

  private func expectJUnit(_ report: RunReport, bad: Int, left: Int) throws {
    let xml = try XMLReply(JUnitReport.render(report).utf8)
    #expect(try xml.strings(at: "count(//testcase[failure or error])") == ["\(bad)"])
    #expect(try xml.strings(at: "count(//testcase[skipped])") == ["\(left)"])
    #expect(try xml.strings(at: "count(//testcase)") == ["2"])
  }

  private func expectJSON(_ report: RunReport) throws {
    let bytes = Array(try JSONReport.render(report).utf8)
    let read = try RunReport.decoded(bytes, from: "report.json")
    #expect(read.exitCode == report.exitCode)
    let passed = try CTRFReport.render(report).matches(of: /"status" : "passed"/).count
    #expect(passed == report.cases.count { $0.verdict == .pass })
  }

  @Test func `a target that always passes proves what was checked and nothing else`() async throws {
    var target = ScriptedTarget()
    target.order = { .of("done", login: "dns\($0.service)") }

    let report = try await report(on: target)

    #expect(report.exitCode == .passed)
    #expect(report.clauses.map(\.verdict) == [.proved, .proved, .unproven])
  }

  @Test(arguments: ReportCatalog.formats.map { $0.name })
  func `a report that cannot be written is our fault, whatever its format`(
    format: String
  ) async throws {
    let report = try await report(on: ScriptedTarget())

    let error = #expect(throws: ReportError.self) {
      try ReportCatalog.write(report, as: format, to: "/no/such/folder/report")
    }
    #expect(error?.exitCode == .internalFault)
  }
}

extension ServiceState {
  /// How an order ended, and under which login.
  fileprivate static func of(_ outcome: String, login: String? = nil) -> Self {
    var state = Self(outcome: outcome, status: "active")
    state.login = login
    return state
  }
}
