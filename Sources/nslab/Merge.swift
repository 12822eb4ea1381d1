internal import ArgumentParser
internal import Conformance
internal import StrictYAML

/// Puts the reports of shards together.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Put the JSON reports of the shards of a run together.",
    discussion: """
      Ends as the whole run would have ended. Exit codes: 1 when a profile that is asked for is not \
      conformant; 3 when a report is missing or invalid, is of another run, or has a case that another \
      one has too, when a part is missing, or when there are not as many cases as expected; 7 when the merged report cannot be written; else those of 'nslab run'.
      """)

  @Argument(help: "Reports that 'nslab run --report json=FILE' wrote.")
  var files: [String]

  @OptionGroup var reports: ReportRequests

  @Option(help: ArgumentHelp("Refuse to go on unless there are so many cases.", valueName: "count"))
  var expectCount: Int?

  @Option(
    help: ArgumentHelp(
      "A profile that must be conformant; can be repeated.", valueName: "profile"))
  var profile: [String] = []

  func run() throws {
    let merged = try Console.orExit { () throws(StoredReportError) in
      var all: [(path: String, report: RunReport)] = []
      for file in files { all.append((file, try RunReport.load(file))) }
      return try ReportMerge.merged(all)
    }
    if let expectCount, merged.cases.count != expectCount {
      try Console.orExit { () throws(SuiteError) in
        throw SuiteError.caseCount(merged.cases.count, expected: expectCount)
      }
    }
    for name in profile where !merged.profiles.contains(where: { $0.profile.name == name }) {
      let hint = NearestName.hint(for: name, among: merged.profiles.map(\.profile.name))
      throw ValidationError("--profile: no report looked at '\(name)'; \(hint)")
    }
    try reports.write(merged)
    let isShort = merged.exitCode == .passed && !merged.proves(profile)
    throw ExitCode((isShort ? .failed : merged.exitCode).rawValue)
  }
}
