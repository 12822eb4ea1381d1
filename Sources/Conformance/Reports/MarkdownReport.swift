internal import StrictYAML

/// The report for a summary page of continuous integration: figures, failures and clauses as Markdown.
public enum MarkdownReport: ReportFormat {
  public static let name = "markdown"

  public static func render(_ report: RunReport) -> String {
    [figures(report), profiles(report), failures(report), clauses(report)].compactMap(\.self)
      .joined(separator: "\n\n") + "\n"
  }

  private static func figures(_ report: RunReport) -> String {
    let rows = Clause.Kind.allCases.map { kind in
      let total = report.total(kind)
      return "| \(kind.rawValue) | \(total.clauses) | \(total.proved) | \(total.failed) "
        + "| \(total.unproven) |"
    }
    let passed = report.cases.count { $0.verdict == .pass }
    return """
      # Conformance of \(escaped(report.target))

      \(passed) of \(report.cases.count) cases passed, \(report.checks.count) checks.

      | clauses | all | proved | failed | unproven |
      | --- | --- | --- | --- | --- |
      \(rows.joined(separator: "\n"))
      """
  }

  private static func profiles(_ report: RunReport) -> String? {
    let rows = report.profiles.map { result in
      "| \(escaped(result.profile.name)) | \(result.verdict.rawValue) "
        + "| \(escaped(result.open.joined(separator: ", "))) |"
    }
    guard !rows.isEmpty else { return nil }
    return "| profile | verdict | not proved |\n| --- | --- | --- |\n"
      + rows.joined(separator: "\n")
  }

  private static func failures(_ report: RunReport) -> String? {
    let items = report.cases.filter { $0.verdict != .pass }.map { result in
      let texts =
        [result.message].compactMap(\.self)
        + result.checks.compactMap { check in
          check.finding.map { finding in
            "\(finding.path): expected \(finding.expected.joined(separator: ", ")), "
              + "found \(finding.actual.joined(separator: ", ")) "
              + "(\(check.clauses.joined(separator: ", ")))"
          }
        }
        + ["run it: \(Reproduction.run(result, on: report.target))"]
      let lines = texts.map { "\n  - \(escaped($0))" }.joined()
      return "- **\(result.verdict.rawValue)** \(escaped(result.title)), "
        + "\(escaped(result.place.description))\(lines)"
    }
    return items.isEmpty ? nil : "## Not passed\n\n" + items.joined(separator: "\n")
  }

  private static func clauses(_ report: RunReport) -> String {
    let rows = report.clauses.map { result in
      "| \(result.clause.id) | \(result.clause.kind.rawValue) | \(result.verdict.rawValue) "
        + "| \(result.passed + result.failed) | \(escaped(result.clause.sentence)) |"
    }
    return "## Clauses\n\n| clause | kind | verdict | checks | sentence |\n"
      + "| --- | --- | --- | --- | --- |\n" + rows.joined(separator: "\n")
  }

  /// A text in which nothing is markup: what a target answered must not draw a link or an image.
  private static func escaped(_ text: String) -> String {
    text.prefix(500).printable.reduce(into: "") { result, letter in
      switch letter {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "!", "|", "~": result += "\\\(letter)"
      default: result.append(letter)
      }
    }
  }
}
