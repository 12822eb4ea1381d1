internal import StrictYAML

extension HTMLReport {
  /// Every sentence with its verdict, by the section of the vendor's page that says it.
  static func clauses(_ report: RunReport) -> String {
    // Which case made a check of a clause is looked up often, so it is worked out once.
    var cases: [String: [CaseResult]] = [:]
    for result in report.cases {
      for id in Set(result.checks.flatMap(\.clauses)) { cases[id, default: []].append(result) }
    }
    let groups = Clause.Section.allCases.map(Optional.some) + [nil]
    let blocks = groups.compactMap { group -> String? in
      let own = report.clauses.filter { $0.clause.section == group }
      guard !own.isEmpty else { return nil }
      let proved = own.count { $0.verdict == .proved }
      let items = own.map { clause($0, cases[$0.clause.id] ?? []) }
      let count = "<span class=\"quiet\">\(proved) of \(own.count) proved</span>"
      return "<h3>\(title(of: group)) \(count)</h3>"
        + items.joined(separator: "\n")
    }
    return section("clauses", "By clause", blocks)
  }

  /// The name of a section of the vendor's page.
  private static func title(of section: Clause.Section?) -> String {
    switch section {
    case .introduction: "Name servers"
    case .providerNameServers: "Provider name servers"
    case .privateNameServers: "Private name servers"
    case .integration: "Integration"
    case .automaticIntegration: "Automatic integration"
    case nil: "What follows from several sections"
    }
  }

  private static func clause(_ result: RunReport.ClauseResult, _ cases: [CaseResult]) -> String {
    let clause = result.clause
    let items = cases.map { result in
      "<li>\(badge(result.verdict.rawValue)) <a href=\"#\(anchor(result))\">"
        + "\(result.title.escapedForXML)</a></li>"
    }
    let proof =
      items.isEmpty
      ? "<p>\((clause.unproven ?? "No check of this run proves it.").escapedForXML)</p>"
      : "<ul class=\"plain\">\(items.joined())</ul>"
    let counts = "\(result.passed) held, \(result.failed) failed, \(result.notrun) not made"
    return """
      <details id="\(clause.id.escapedForXML)"\(result.verdict == .failed ? " open=\"open\"" : "")>
      <summary>\(badge(result.verdict.rawValue)) <b>\(clause.id.escapedForXML)</b> \
      \(clause.sentence.escapedForXML)</summary>
      <p class="quiet">\(clause.kind.rawValue); checks: \(counts)</p>
      \(proof)
      </details>
      """
  }

  /// The link target of a case: letters, digits and hyphens of where it is written.
  static func anchor(_ result: CaseResult) -> String {
    let text = "\(result.place.file)-\(result.place.line)-\(result.title)"
    return "case-"
      + String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }
}
