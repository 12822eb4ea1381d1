import Foundation
import Testing
import XMLReading

@testable import Conformance

struct ReportTests {
  /// One case of each verdict that matters to a reader.
  static func report() async throws -> RunReport {
    var target = ScriptedTarget()
    target.order = { order in
      switch order.service {
      case 1: return ServiceState(outcome: "done", status: "active")
      case 2: return ServiceState(outcome: "<\u{1B}[2J & \"bad\"\u{1}>", status: "ordered")
      case 3: throw RunnerTests.Surprise()
      default: throw TargetError.unsupported("orders")
      }
    }
    let rows = (1...4).map { "  - { case: 'c<\($0)>', id: \($0) }" }.joined(separator: "\n")
    return try await Runner.report(
      "  - { order: \"{{id}}\", check: [{ clause: NS-07, outcome: done }] }",
      cases: "cases:\n\(rows)", on: target)
  }

  @Test func `JUnit has real children for failure, error and skipped`() async throws {
    let xml = try XMLReply(Array(JUnitReport.render(try await Self.report()).utf8))

    #expect(try xml.strings(at: "//testcase/@name").count == 4)
    #expect(try xml.strings(at: "//testcase[failure]/@name") == ["sample [c<2>]"])
    #expect(try xml.strings(at: "//testcase[error]/@name") == ["sample [c<3>]"])
    #expect(try xml.strings(at: "//testcase[skipped]/@name") == ["sample [c<4>]"])
    #expect(try xml.string(at: "//failure")?.contains("expected: done") == true)
    for path in ["/testsuites", "//testsuite"] {
      #expect(try xml.strings(at: "\(path)/@tests") == ["4"])
      #expect(try xml.strings(at: "\(path)/@failures") == ["1"])
      #expect(try xml.strings(at: "\(path)/@errors") == ["1"])
      #expect(try xml.strings(at: "\(path)/@skipped") == ["1"])
    }
  }

  @Test func `JSON gives the same report back`() async throws {
    let report = try await Self.report()

    let read = try JSONDecoder().decode(
      RunReport.self, from: Data(try JSONReport.render(report).utf8))

    #expect(read.schema == RunReport.schema)
    #expect(read.cases.map(\.verdict) == [.pass, .fail, .error, .unsupported])
    #expect(read.checks.first { $0.verdict == .fail }?.finding == report.checks[1].finding)
    #expect(read.exitCode == report.exitCode)
  }

  @Test func `the console names each clause, keeps kinds apart and lets nobody forge it`()
    async throws
  {
    let text = ConsoleReport.render(try await Self.report())

    #expect(text.contains("NS-07  stated   failed    1/2"))
    #expect(text.contains("no check in this run: NS-11, NS-52\n"), "\(text)")
    #expect(text.contains("stated clauses: 0 proved, 1 failed, 1 unproven, of 2"))
    #expect(text.contains("derived clauses: 0 proved, 0 failed, 1 unproven, of 1"))
    #expect(
      text.contains("1 scenarios, 4 cases (1 pass, 1 fail, 1 unsupported, 1 error), 4 checks"))
    #expect(!text.contains("\u{1B}"))
  }

  @Test func `a report that cannot be written is our fault and never a success`() async throws {
    let report = try await Self.report()
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

    for format in ReportCatalog.formats {
      let error = #expect(throws: ReportError.self) {
        try ReportCatalog.write(
          report, as: format.name, to: folder.appending(path: "missing/report").path())
      }
      #expect(error?.exitCode == .internalFault)
      #expect(error?.description.contains("missing/report") == true)
    }
  }

  @Test func `a report is written whole`() async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).xml").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let report = try await Self.report()

    try ReportCatalog.write(report, as: "junit", to: path)

    #expect(try String(contentsOfFile: path, encoding: .utf8) == JUnitReport.render(report))
  }

  @Test func `an unknown format is a usage error that names the nearest`() {
    let error = #expect(throws: ReportError.self) { try ReportCatalog.format("juint") }

    #expect(error?.exitCode == .usage)
    #expect(error?.description.contains("'junit'") == true)
  }

  @Test func `every file in Reports is in the table`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Conformance/Reports")
    let declared = try FileManager.default
      .contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .map { try String(contentsOf: $0, encoding: .utf8) }
      .flatMap { $0.matches(of: /enum (\w+): ReportFormat/).map { String($0.1) } }

    #expect(Set(declared) == Set(ReportCatalog.formats.map { "\($0)" }))
  }
}
