/// Puts the reports of the shards of a run together.
public enum ReportMerge {
  /// Puts at least one report together, each with its path for messages, as one run would have
  /// written it.
  ///
  /// - Throws: ``StoredReportError`` when two of them are not parts of one run, or overlap.
  public static func merged(
    _ reports: [(path: String, report: RunReport)]
  ) throws(StoredReportError) -> RunReport {
    guard let first = reports.first?.report else {
      throw .unreadable("", "there is nothing to merge")
    }
    var cases: [CaseResult] = []
    var titles: Set<String> = []
    for (path, report) in reports {
      guard report.target == first.target else {
        throw .otherRun(path, "its target is '\(report.target)', not '\(first.target)'")
      }
      guard report.clauses.map(\.clause) == first.clauses.map(\.clause) else {
        throw .otherRun(path, "it proves other clauses")
      }
      for result in report.cases {
        guard titles.insert(result.title).inserted else { throw .caseTwice(path, result.title) }
        cases.append(result)
      }
    }
    return RunReport(
      target: first.target, seed: first.seed, cases: cases.sorted { $0.place < $1.place },
      catalog: ClauseCatalog(clauses: first.clauses.map(\.clause)),
      duration: reports.map(\.report.duration).max() ?? 0)
  }
}
