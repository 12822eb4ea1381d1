internal import StrictYAML

/// The report for people who were not there: one page, by clause and by scenario, with the evidence.
///
/// Nothing is loaded from anywhere and no script runs; details open by themselves in a browser.
public enum HTMLReport: ReportFormat {
  public static let name = "html"

  public static func render(_ report: RunReport) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>Conformance of \(report.target.escapedForXML)</title>
    <style>\(style)</style>
    </head>
    <body>
    <h1>Conformance of \(report.target.escapedForXML)</h1>
    \(figures(report))
    <h2>By clause</h2>
    \(report.clauses.map { clause($0, report) }.joined(separator: "\n"))
    <h2>By scenario</h2>
    \(report.cases.map(section).joined(separator: "\n"))
    </body>
    </html>

    """
  }

  private static let style = """
    body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem;
      color: #1b1f24; background: #fff; overflow-wrap: anywhere }
    table { border-collapse: collapse } th, td { padding: .2rem .8rem .2rem 0; text-align: left }
    details { border-top: 1px solid #d0d7de; padding: .3rem 0 } summary { cursor: pointer }
    pre { background: #f6f8fa; padding: .5rem; white-space: pre-wrap; margin: .3rem 0 }
    b { display: inline-block; min-width: 6rem }
    .pass, .proved { color: #116329 } .fail, .failed, .error, .timeout { color: #a40e26 }
    .unproven, .skip, .unsupported, .notrun { color: #6e4a00 }
    @media (prefers-color-scheme: dark) { body { color: #e6edf3; background: #0d1117 }
      pre { background: #161b22 } .pass, .proved { color: #56d364 }
      .fail, .failed, .error, .timeout { color: #ff7b72 }
      .unproven, .skip, .unsupported, .notrun { color: #e3b341 } }
    """

  private static func figures(_ report: RunReport) -> String {
    let rows = Clause.Kind.allCases.map { kind in
      let total = report.total(kind)
      return "<tr><th>\(kind.rawValue)</th><td>\(total.clauses)</td><td>\(total.proved)</td>"
        + "<td>\(total.failed)</td><td>\(total.unproven)</td></tr>"
    }
    let passed = report.cases.count { $0.verdict == .pass }
    return """
      <p>\(passed) of \(report.cases.count) cases passed, \(report.checks.count) checks.</p>
      <table><tr><th>clauses</th><th>all</th><th>proved</th><th>failed</th><th>unproven</th></tr>
      \(rows.joined())</table>
      """
  }

  private static func clause(_ result: RunReport.ClauseResult, _ report: RunReport) -> String {
    let id = result.clause.id
    let cases = report.cases.filter { $0.checks.contains { $0.clauses.contains(id) } }
    let items = cases.map { "<li>\(verdict($0.verdict.rawValue)) \($0.title.escapedForXML)</li>" }
    let proof =
      items.isEmpty
      ? "<p>\((result.clause.unproven ?? "No check of this run proves it.").escapedForXML)</p>"
      : "<ul>\(items.joined())</ul>"
    let open = result.verdict == .failed ? " open=\"open\"" : ""
    return "<details id=\"\(id.escapedForXML)\"\(open)>"
      + "<summary>\(verdict(result.verdict.rawValue)) \(id.escapedForXML) "
      + "(\(result.clause.kind.rawValue)): \(result.clause.sentence.escapedForXML)</summary>"
      + "\(proof)</details>"
  }

  private static func section(_ result: CaseResult) -> String {
    let message = result.message.map { "<p>\($0.escapedForXML)</p>" } ?? ""
    return "<details\(result.verdict == .pass ? "" : " open=\"open\"")>"
      + "<summary>\(verdict(result.verdict.rawValue)) \(result.title.escapedForXML), "
      + "\(result.checks.count) checks</summary>"
      + "<p>\(result.place.description.escapedForXML)</p>\(message)"
      + result.checks.map(check).joined() + "</details>"
  }

  private static func check(_ check: CheckResult) -> String {
    let line =
      "<p>\(verdict(check.verdict.rawValue)) \(check.clauses.joined(separator: ", ").escapedForXML) "
      + "\(check.step.escapedForXML), line \(check.place.line)</p>"
    guard let finding = check.finding else { return line }
    let evidence = check.evidence.map {
      "<p>\($0.kind.escapedForXML)</p><pre>\($0.text.escapedForXML)</pre>"
    }
    return line + "<pre>\(finding.description.escapedForXML)</pre>" + evidence.joined()
  }

  private static func verdict(_ word: String) -> String { "<b class=\"\(word)\">\(word)</b>" }
}
