internal import StrictYAML

extension HTMLReport {
  /// Every case below its scenario.
  static func scenarios(_ report: RunReport) -> String {
    let groups = Dictionary(grouping: report.cases, by: \.scenario)
      .sorted { ($0.value[0].place, $0.key) < ($1.value[0].place, $1.key) }
    let blocks = groups.map { name, cases in
      let bad = cases.filter { $0.verdict != .pass }
      let verdict = bad.first?.verdict ?? .pass
      let count = "\(cases.count - bad.count) of \(cases.count)"
      return """
        <details class="scenario">
        <summary>\(badge(verdict.rawValue)) <b>\(name.escapedForXML)</b> \
        <span class="quiet">\(count) passed</span></summary>
        \(caseBlocks(cases, report))
        </details>
        """
    }
    return section("scenarios", "By scenario", blocks)
  }

  private static func caseBlocks(_ cases: [CaseResult], _ report: RunReport) -> String {
    cases.map { result in
      caseBlock(result, report, isOpen: cases.count == 1, isFirst: result.verdict == .pass)
    }.joined(separator: "\n")
  }

  /// One case: what was wrong, how to see it again, and what each step did.
  ///
  /// A case that did not pass stands on the page twice; only the first is a link's target.
  static func caseBlock(
    _ result: CaseResult, _ report: RunReport, isOpen: Bool, isFirst: Bool
  ) -> String {
    let id = isFirst ? " id=\"\(anchor(result))\"" : ""
    let message = result.message.map { "<p>\($0.escapedForXML)</p>" } ?? ""
    let code = result.code.map { "<p class=\"quiet\">\($0.rawValue): \($0.mend.escapedForXML)</p>" }
    let failed = result.checks.filter { $0.finding != nil }.map { finding($0, report) }
    return """
      <details\(id)\(isOpen ? " open=\"open\"" : "")>
      <summary>\(badge(result.verdict.rawValue)) \(result.title.escapedForXML)</summary>
      <p class="quiet">\(result.place.description.escapedForXML); \(result.checks.count) checks; \
      \(Int(result.duration * 1_000)) ms</p>
      \(message)\(code ?? "")\(failed.joined())
      <p>Run it again:</p><pre>\(Reproduction.run(result, on: report.target).escapedForXML)</pre>
      \(steps(result))
      </details>
      """
  }

  private static func finding(_ check: CheckResult, _ report: RunReport) -> String {
    guard let finding = check.finding else { return "" }
    let sentences = report.sentences(of: check).map { "<li>\($0.escapedForXML)</li>" }.joined()
    return """
      <div class="finding"><p>\(badge(check.verdict.rawValue)) <b>\(check.step.escapedForXML)</b>, \
      \(finding.place.description.escapedForXML)</p>
      <ul>\(sentences)</ul>
      <table><tr><th>looked at</th><td><code>\(finding.path.escapedForXML)</code></td></tr>
      <tr><th>expected</th><td>\(values(finding.expected))</td></tr>
      <tr><th>found</th><td>\(values(finding.actual))</td></tr></table>
      \(check.evidence.map(block).joined())</div>
      """
  }

  private static func values(_ values: [String]) -> String {
    values.isEmpty
      ? "<i>nothing</i>"
      : values.map { "<code>\($0.prefix(2_000).escapedForXML)</code>" }.joined(separator: " ")
  }

  /// The steps with what they sent, saw and changed; without records, the checks by step.
  private static func steps(_ result: CaseResult) -> String {
    let checks = Dictionary(grouping: result.checks, by: \.step)
    guard !result.steps.isEmpty else {
      return result.checks.isEmpty
        ? "" : "<ul class=\"plain\">\(result.checks.map(line).joined())</ul>"
    }
    let items = result.steps.map { record in
      let changes =
        record.changes.isEmpty
        ? "" : block(Evidence("changed", record.changes.joined(separator: "\n")))
      // A step of the same name further down has its own checks.
      let next = result.steps.filter { $0.step == record.step && record.place < $0.place }
        .map(\.place).min()
      let own = (checks[record.step] ?? []).filter { check in
        !(check.place < record.place) && next.map { check.place < $0 } != false
      }
      return """
        <li><details><summary>\(record.step.escapedForXML) \
        <span class="quiet">line \(record.place.line)</span> \
        \(own.map { badge($0.verdict.rawValue) }.joined(separator: " "))</summary>
        <ul class="plain">\(own.map(line).joined())</ul>
        \(record.evidence.map(block).joined())\(changes)</details></li>
        """
    }
    return "<p>Steps:</p><ol>\(items.joined(separator: "\n"))</ol>"
  }

  private static func line(_ check: CheckResult) -> String {
    let links = check.clauses.map { "<a href=\"#\($0.escapedForXML)\">\($0.escapedForXML)</a>" }
    return "<li>\(badge(check.verdict.rawValue)) \(links.joined(separator: ", ")) "
      + "<span class=\"quiet\">line \(check.place.line), \(check.step.escapedForXML)</span></li>"
  }

  private static func block(_ evidence: Evidence) -> String {
    let title = evidence.kind == "reproduce" ? "Ask it yourself" : evidence.kind
    return "<p class=\"kind\">\(title.escapedForXML)</p><pre>\(evidence.text.escapedForPage)</pre>"
  }
}

extension String {
  /// The text escaped for a page that shows line breaks as they are.
  fileprivate var escapedForPage: String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0).escapedForXML }.joined(separator: "\n")
  }
}

extension Substring {
  fileprivate var escapedForXML: String { String(self).escapedForXML }
}
