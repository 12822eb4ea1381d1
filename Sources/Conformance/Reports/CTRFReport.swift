internal import Foundation
internal import StrictYAML

/// The report in the Common Test Report Format, which dashboards and CI summaries read.
public enum CTRFReport: ReportFormat {
  public static let name = "ctrf"

  public static func render(_ report: RunReport) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(Document(report)), as: UTF8.self) + "\n"
  }

  private struct Document: Encodable {
    let reportFormat = "CTRF"
    let specVersion = "0.0.0"
    let results: Results

    init(_ report: RunReport) { results = Results(report) }
  }

  private struct Results: Encodable {
    let tool = ["name": "nslab", "version": Release.version]
    let summary: Summary
    let tests: [Test]

    init(_ report: RunReport) {
      tests = report.cases.map { Test($0, report) }
      summary = Summary(tests, report)
    }
  }

  private struct Summary: Encodable {
    let tests: Int
    let passed: Int
    let failed: Int
    let pending: Int
    let skipped: Int
    let other: Int
    let flaky: Int
    let suites: Int
    // Milliseconds. The report holds no time of day: two runs of one suite give the same text.
    let start = 0
    let stop: Int
    let duration: Int

    init(_ all: [Test], _ report: RunReport) {
      func count(_ status: Status) -> Int { all.count { $0.status == status } }
      tests = all.count
      passed = count(.passed)
      failed = count(.failed)
      pending = count(.pending)
      skipped = count(.skipped)
      other = count(.other)
      flaky = all.count { $0.flaky == true }
      suites = report.scenarios.count
      stop = Int(report.duration * 1_000)
      duration = stop
    }
  }

  /// The five words of the format.
  private enum Status: String, Encodable {
    case passed
    case failed
    case skipped
    case pending
    case other
  }

  private struct Test: Encodable {
    let name: String
    let status: Status
    /// Milliseconds.
    let duration: Int
    /// From the outermost to the test's own.
    let suite: [String]
    let filePath: String
    let line: Int
    let rawStatus: String
    /// The clauses that it proves.
    let tags: [String]
    let retries: Int?
    let flaky: Bool?
    let message: String?
    let trace: String?

    init(_ result: CaseResult, _ report: RunReport) {
      name = result.title
      duration = Int(result.duration * 1_000)
      suite = [result.scenario]
      filePath = result.place.file
      line = result.place.line
      rawStatus = result.verdict.rawValue
      tags = Set(result.checks.flatMap(\.clauses)).sorted()
      retries = result.attempts > 1 ? result.attempts - 1 : nil
      flaky = result.verdict == .flaky ? true : nil
      status =
        switch result.verdict {
        case .pass, .flaky: .passed
        case .fail, .xpass, .blocked, .timeout: .failed
        case .skip, .unsupported, .xfail: .skipped
        case .notrun: .pending
        case .error, .inconclusive: .other
        }
      let texts =
        [result.message].compactMap(\.self)
        + result.checks.compactMap(\.finding).map(\.description)
      message = texts.isEmpty ? nil : texts.joined(separator: "\n")
      trace = result.verdict == .pass ? nil : report.explanation(of: result)
    }
  }
}
