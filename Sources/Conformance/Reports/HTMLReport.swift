internal import StrictYAML

/// The report for people who were not there: one page, by clause and by scenario, with the evidence.
///
/// Nothing is loaded from anywhere and no script runs; details open by themselves in a browser.
public enum HTMLReport: ReportFormat {
  public static let name = "html"

  public static func render(_ report: RunReport) -> String {
    let others = report.cases.filter { $0.verdict != .pass }
    // What failed comes first and is open; what was left out needs a look only from who asks.
    let problems = (others.filter(\.verdict.isBad) + others.filter { !$0.verdict.isBad })
      .map { caseBlock($0, report, isOpen: $0.verdict.isBad, isFirst: true) }
    return """
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
      \(head(report))
      \(profiles(report))
      \(problems.isEmpty ? "" : section("problems", "Not passed", problems))
      \(difference(report.difference))
      \(clauses(report))
      \(scenarios(report))
      <footer>nslab \(Release.version.escapedForXML), report form \(report.schema)</footer>
      </body>
      </html>

      """
  }

  /// A heading with what belongs to it.
  static func section(_ id: String, _ title: String, _ blocks: [String]) -> String {
    "<section id=\"\(id)\"><h2>\(title.escapedForXML)</h2>\n\(blocks.joined(separator: "\n"))\n</section>"
  }

  /// A verdict as a coloured word; the word itself says it too, for those who see no colours.
  static func badge(_ word: String) -> String {
    "<span class=\"badge \(word.escapedForXML)\">\(word.escapedForXML)</span>"
  }

  private static func head(_ report: RunReport) -> String {
    let isPassed = report.exitCode == .passed
    let passed = report.cases.count { $0.verdict == .pass }
    var cards = [card("cases passed", "\(passed)", of: report.cases.count)]
    for kind in Clause.Kind.allCases {
      let total = report.total(kind)
      cards.append(card("\(kind.rawValue) clauses proved", "\(total.proved)", of: total.clauses))
    }
    cards.append(card("checks", "\(report.checks.count)", of: nil))
    let others = Verdict.allCases.filter { $0 != .pass }.compactMap { verdict -> String? in
      let count = report.cases.count { $0.verdict == verdict }
      return count > 0 ? "\(badge(verdict.rawValue)) \(count)" : nil
    }
    let problems = passed == report.cases.count ? "" : "<a href=\"#problems\">Not passed</a> "
    let news = report.difference == nil ? "" : "<a href=\"#difference\">What changed</a> "
    return """
      <header>
      <p class="result \(isPassed ? "pass" : "fail")">\(isPassed ? "Passed" : "Not passed")</p>
      <h1>Conformance of <code>\(report.target.escapedForXML)</code></h1>
      <div class="cards">\(cards.joined())</div>
      \(others.isEmpty ? "" : "<p>\(others.joined(separator: " &#160; "))</p>")
      <p class="quiet">\(Int(report.duration * 1_000)) ms; order \
      \(report.seed.map { "shuffled with seed \($0)" } ?? "of the files")\
      \(report.part.map { "; part \($0)" } ?? "")</p>
      <nav>\(problems)\(news)<a href="#clauses">By clause</a> <a href="#scenarios">By scenario</a></nav>
      </header>
      """
  }

  private static func card(_ title: String, _ value: String, of total: Int?) -> String {
    "<div class=\"card\"><b>\(value)</b>\(total.map { "<span> of \($0)</span>" } ?? "")<br/>\(title)</div>"
  }

  private static func profiles(_ report: RunReport) -> String {
    guard report.part == nil, !report.profiles.isEmpty else { return "" }
    let rows = report.profiles.map { result in
      let open = result.open.map { "<a href=\"#\($0.escapedForXML)\">\($0.escapedForXML)</a>" }
      let missing = open.isEmpty ? "" : "<br/>not proved: \(open.joined(separator: ", "))"
      return "<tr><td>\(badge(result.verdict.rawValue))</td>"
        + "<td><b>\(result.profile.name.escapedForXML)</b> "
        + "\(result.profile.title.escapedForXML)\(missing)</td></tr>"
    }
    return section("profiles", "Profiles", ["<table>\(rows.joined())</table>"])
  }

  private static func difference(_ difference: ReportDifference?) -> String {
    guard let difference else { return "" }
    let rows = difference.entries.map { entry in
      "<tr><td>\(badge(entry.change.rawValue))</td><td>\(entry.subject.escapedForXML)</td>"
        + "<td>\((entry.before ?? "–").escapedForXML) → \((entry.after ?? "–").escapedForXML)</td></tr>"
    }
    let table =
      rows.isEmpty
      ? "<p>Every case and every clause is as it was.</p>" : "<table>\(rows.joined())</table>"
    return section("difference", "What changed since the earlier run", [table])
  }
}
