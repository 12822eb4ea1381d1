internal import StrictYAML

/// Annotations that GitHub shows beside the scenario's lines: one workflow command per failure.
public enum GitHubReport: ReportFormat {
  public static let name = "github"

  public static func render(_ report: RunReport) -> String {
    report.cases.filter { $0.verdict != .pass }.flatMap { result in
      let isNews = result.verdict.isBad || result.verdict == .notrun
      let level = isNews ? "error" : "notice"
      let findings = result.checks.compactMap(\.finding).map { finding in
        command(level, at: finding.place, result, finding.description)
      }
      let own = result.message.map { [command(level, at: result.place, result, $0)] } ?? []
      return own + findings
    }.joined()
  }

  private static func command(
    _ level: String, at place: Place, _ result: CaseResult, _ message: String
  ) -> String {
    "::\(level) file=\(property(place.file)),line=\(place.line),col=\(place.column),"
      + "title=\(property(result.title))::\(data(message))\n"
  }

  // The runner reads a command to the end of its line, so a line break in a text would begin a new one.
  private static func data(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
