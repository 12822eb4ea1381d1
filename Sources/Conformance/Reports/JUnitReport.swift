internal import Foundation
internal import StrictYAML

/// The report for continuous integration: one test case per case, with real children for verdicts.
public enum JUnitReport: ReportFormat {
  public static let name = "junit"

  public static func render(_ report: RunReport) -> String {
    let suites = Dictionary(grouping: report.cases, by: \.scenario).sorted { $0.key < $1.key }
    let body = suites.map { suite($0.key, $0.value, report) }.joined()
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites\(counts(report.cases)) time="\(seconds(report.duration))">
      \(body)</testsuites>

      """
  }

  private static func suite(
    _ name: String, _ cases: [CaseResult], _ report: RunReport
  ) -> String {
    """
      <testsuite name="\(name.escapedForXML)"\(counts(cases)) \
    time="\(seconds(cases.reduce(0) { $0 + $1.duration }))">
    \(cases.map { testCase($0, report) }.joined())  </testsuite>

    """
  }

  private static func testCase(_ result: CaseResult, _ report: RunReport) -> String {
    let start =
      "    <testcase classname=\"\(result.scenario.escapedForXML)\" "
      + "name=\"\(result.title.escapedForXML)\" file=\"\(result.place.file.escapedForXML)\" "
      + "line=\"\(result.place.line)\" time=\"\(seconds(result.duration))\""
    guard let child = child(result, report) else { return "\(start)/>\n" }
    return "\(start)>\n\(child)    </testcase>\n"
  }

  private static func child(_ result: CaseResult, _ report: RunReport) -> String? {
    let findings = result.checks.compactMap(\.finding)
    let message = (result.message ?? findings.first?.path ?? "").escapedForXML
    let type = (result.code?.rawValue ?? result.verdict.rawValue).escapedForXML
    let text = report.explanation(of: result).escapedForXML
    func element(_ name: String) -> String {
      "      <\(name) type=\"\(type)\" message=\"\(message)\">\(text)</\(name)>\n"
    }
    return switch result.verdict {
    case .pass: nil
    case .flaky: "      <system-out>flaky: \(message)</system-out>\n"
    case .fail, .xpass: element("failure")
    case .error, .timeout, .blocked: element("error")
    case .skip, .unsupported, .xfail, .inconclusive, .notrun:
      "      <skipped message=\"\(message)\"/>\n"
    }
  }

  private static func counts(_ cases: [CaseResult]) -> String {
    func count(_ verdicts: Verdict...) -> Int { cases.count { verdicts.contains($0.verdict) } }
    return " tests=\"\(cases.count)\" failures=\"\(count(.fail, .xpass))\" "
      + "errors=\"\(count(.error, .timeout, .blocked))\" "
      + "skipped=\"\(count(.skip, .unsupported, .xfail, .inconclusive, .notrun))\""
  }

  private static func seconds(_ value: Double) -> String {
    value.formatted(
      .number.precision(.fractionLength(3)).grouping(.never).locale(
        Locale(identifier: "en_US_POSIX")))
  }
}
