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
      try requireSameRun(report, path, as: first)
      for result in report.cases {
        guard titles.insert(result.title).inserted else { throw .caseTwice(path, result.title) }
        cases.append(result)
      }
    }
    try requireEveryPart(of: reports)
    return RunReport(
      target: first.target, seed: first.seed, cases: cases.sorted { $0.place < $1.place },
      catalog: ClauseCatalog(clauses: first.clauses.map(\.clause)),
      profiles: ProfileCatalog(profiles: first.profiles.map(\.profile)),
      duration: reports.map(\.report.duration).max() ?? 0)
  }

  /// Makes sure that a report is of the same run as the first.
  private static func requireSameRun(
    _ report: RunReport, _ path: String, as first: RunReport
  ) throws(StoredReportError) {
    guard report.target == first.target else {
      throw .otherRun(path, "its target is '\(report.target)', not '\(first.target)'")
    }
    guard report.clauses.map(\.clause) == first.clauses.map(\.clause) else {
      throw .otherRun(path, "it proves other clauses")
    }
    guard report.profiles.map(\.profile) == first.profiles.map(\.profile) else {
      throw .otherRun(path, "it looks at other profiles")
    }
  }

  /// Makes sure that the reports of shards are all that there were: a worker that was killed leaves
  /// none, and what it would have found is not known.
  private static func requireEveryPart(
    of reports: [(path: String, report: RunReport)]
  ) throws(StoredReportError) {
    let parts = reports.compactMap { one in one.report.part.map { (path: one.path, text: $0) } }
    guard let count = parts.first.flatMap({ Selection.Shard($0.text) })?.count else { return }
    for part in parts where Selection.Shard(part.text)?.count != count {
      throw .otherRun(part.path, "it is the part \(part.text), another is one of \(count)")
    }
    for number in 1...count where !parts.contains(where: { $0.text == "\(number)/\(count)" }) {
      throw .partMissing("\(number)/\(count)")
    }
  }
}
