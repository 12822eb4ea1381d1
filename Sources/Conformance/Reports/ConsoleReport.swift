/// The report for people: the verdict table, what failed, and the figures.
public enum ConsoleReport: ReportFormat {
  public static let name = "console"

  // The sentence is cut so that a row fits a terminal of 100 columns.
  private static let sentenceWidth = 62

  public static func render(_ report: RunReport) -> String {
    ([table(report)] + problems(report) + [figures(report)]).joined(separator: "\n\n") + "\n"
  }

  private static func table(_ report: RunReport) -> String {
    let head = row("clause", "kind", "verdict", "checks", "sentence")
    let named = Set(report.checks.flatMap(\.clauses))
    let rows = report.clauses.filter { named.contains($0.clause.id) }.map { result in
      row(
        result.clause.id, result.clause.kind.rawValue, result.verdict.rawValue,
        checks(result), shortened(result.clause.sentence))
    }
    let others = report.clauses.map(\.clause.id).filter { !named.contains($0) }
    let rest = others.isEmpty ? [] : ["no check in this run: \(ranges(of: others, in: report))"]
    return ((rows.isEmpty ? [] : [head] + rows) + rest).joined(separator: "\n")
  }

  /// Ids in the order of the catalogue; three or more that follow each other are a range.
  private static func ranges(of ids: [String], in report: RunReport) -> String {
    let places = Dictionary(
      uniqueKeysWithValues: report.clauses.enumerated().map { ($1.clause.id, $0) })
    var runs: [[String]] = []
    for id in ids {
      if let last = runs.last?.last, places[id] == places[last].map({ $0 + 1 }) {
        runs[runs.count - 1].append(id)
      } else {
        runs.append([id])
      }
    }
    return runs.map { run in
      run.count > 2 ? "\(run[0]) to \(run[run.count - 1])" : run.joined(separator: ", ")
    }.joined(separator: ", ")
  }

  private static func row(
    _ id: String, _ kind: String, _ verdict: String, _ checks: String, _ sentence: String
  ) -> String {
    padded(id, 7) + padded(kind, 9) + padded(verdict, 10) + padded(checks, 9) + sentence
  }

  private static func checks(_ result: RunReport.ClauseResult) -> String {
    let made = result.passed + result.failed
    return result.failed > 0 ? "\(result.passed)/\(made)" : "\(made)"
  }

  private static func shortened(_ sentence: String) -> String {
    guard sentence.count > sentenceWidth else { return sentence }
    return sentence.prefix(sentenceWidth - 1) + "…"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private static func problems(_ report: RunReport) -> [String] {
    report.cases.filter { $0.verdict != .pass }.map { result in
      let code = result.code.map { "  [\($0.rawValue)]" } ?? ""
      var lines = ["\(result.verdict.rawValue.uppercased())  \(result.title)\(code)"]
      if let message = result.message { lines.append("\(result.place): \(message.printable)") }
      for check in result.checks {
        guard let finding = check.finding else { continue }
        lines.append(finding.description)
        lines += report.sentences(of: check).map { "  clause:   \($0)" }
        lines += check.evidence.map { evidence in
          // A command that is cut is none.
          let length = evidence.kind == "reproduce" ? Evidence.maximumLength : 400
          let text = evidence.text.prefix(length)
          return "  \(evidence.kind): \(text.printable)"
        }
      }
      lines.append("  run it: \(Reproduction.run(result, on: report.target))")
      return lines.joined(separator: "\n")
    }
  }

  private static func figures(_ report: RunReport) -> String {
    let totals = Clause.Kind.allCases.map { kind in
      let total = report.total(kind)
      return "\(kind.rawValue) clauses: \(total.proved) proved, \(total.failed) failed, "
        + "\(total.unproven) unproven, of \(total.clauses)"
    }
    let verdicts = Verdict.allCases.compactMap { verdict -> String? in
      let count = report.cases.count { $0.verdict == verdict }
      return count > 0 ? "\(count) \(verdict.rawValue)" : nil
    }
    let milliseconds = Int(report.duration * 1_000)
    return """
      \((totals + profiles(report)).joined(separator: "\n"))
      \(report.scenarios.count) scenarios, \(report.cases.count) cases \
      (\(verdicts.joined(separator: ", "))), \(report.checks.count) checks, \
      \(milliseconds) ms, target \(report.target)\(report.part.map { ", part \($0)" } ?? "")
      """
  }

  /// A line for each profile; none for a part of a run, which says little about them.
  private static func profiles(_ report: RunReport) -> [String] {
    guard report.part == nil else { return [] }
    return report.profiles.map { result in
      let missing =
        result.open.isEmpty ? "" : " (not proved: \(result.open.joined(separator: ", ")))"
      return "profile \(result.profile.name): \(result.verdict.rawValue)\(missing)"
    }
  }
}
