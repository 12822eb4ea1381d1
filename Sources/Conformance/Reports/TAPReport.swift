internal import StrictYAML

/// The report for TAP consumers, version 14: one test point per case, with a YAML block when not ok.
public enum TAPReport: ReportFormat {
  public static let name = "tap"

  /// TAP 14's own directive for a test point that is known to fail.
  private static let expectedFailure = "# TODO"

  public static func render(_ report: RunReport) -> String {
    let points = report.cases.enumerated().map { index, result in
      point(index + 1, result, report)
    }
    return "TAP version 14\n1..\(report.cases.count)\n\(points.joined())"
  }

  private static func point(
    _ number: Int, _ result: CaseResult, _ report: RunReport
  ) -> String {
    switch result.verdict {
    case .pass, .flaky:
      "ok \(number) - \(escaped(result.title))\n"
    case .skip, .unsupported, .inconclusive:
      "ok \(number) - \(escaped(result.title)) # SKIP \(escaped(result.message ?? "\(result.verdict)"))\n"
    case .xfail:
      "not ok \(number) - \(escaped(result.title)) \(expectedFailure) \(escaped(result.message ?? ""))\n"
    case .fail, .blocked, .xpass, .error, .timeout, .notrun:
      "not ok \(number) - \(escaped(result.title))\n\(diagnostics(result, report))"
    }
  }

  /// What is wrong, as the specification's YAML block; every value is a quoted text.
  private static func diagnostics(_ result: CaseResult, _ report: RunReport) -> String {
    let lines = [
      ("verdict", result.verdict.rawValue), ("at", "\(result.place)"),
      ("message", report.explanation(of: result)),
    ]
    let block = lines.map { "  \($0.0): \($0.1.quotedForYAML)\n" }.joined()
    return "  ---\n\(block)  ...\n"
  }

  // `#` would begin a directive, and a line break would begin another test point.
  private static func escaped(_ text: String) -> String {
    text.printable.replacing("\\", with: "\\\\").replacing("#", with: "\\#")
  }
}
