internal import ArgumentParser
internal import Conformance

/// Says what has changed between two runs.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what has changed between two JSON reports, by case and by clause.",
    discussion: """
      Exit codes: 0 nothing is worse; 1 something that was good is not any more or is missing, or \
      something new is bad; 3 a report is missing or invalid.
      """)

  @Argument(help: "The report of the earlier run.")
  var before: String

  @Argument(help: "The report of the later run.")
  var after: String

  func run() throws {
    let difference = try Console.orExit { () throws(StoredReportError) in
      ReportDifference(from: try RunReport.load(before), to: try RunReport.load(after))
    }
    for entry in difference.entries { try Console.write("\(entry.line)\n") }
    let counts = ReportDifference.Change.allCases.map { "\(difference.count($0)) \($0.rawValue)" }
    try Console.write("\(counts.joined(separator: ", "))\n")
    guard !difference.isWorse else {
      throw ArgumentParser.ExitCode(Conformance.ExitCode.failed.rawValue)
    }
  }
}
