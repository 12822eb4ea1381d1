internal import ArgumentParser
internal import Conformance
internal import StrictYAML

/// Runs scenarios and prints what they proved.
struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run scenarios and print what they proved.",
    discussion: """
      Exit codes: 0 all checks passed; 1 a check failed; 3 a scenario, world or clause file is \
      missing or invalid; 4 the target is not reachable; 5 nothing ran; 7 our own fault, a report \
      that cannot be written included; 64 a wrong command line.
      """)

  @OptionGroup var fixtures: Fixtures

  @Argument(help: "Scenario files and folders; without any, all of the fixtures.")
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "Write a report: \(ReportCatalog.formats.map { $0.name }.joined(separator: ", ")).",
      valueName: "kind=file"))
  var report: [ReportRequest] = []

  @Option(help: "How many cases run at a time; without it, one per processor.")
  var jobs: Int?

  @Option(help: ArgumentHelp("Run only the scenarios that prove this clause.", valueName: "id"))
  var clause: String?

  @Flag(help: "Print the scenarios that would run, and run nothing.")
  var list = false

  func validate() throws {
    if let jobs, !(1...1_024).contains(jobs) {
      throw ValidationError("--jobs must be 1 to 1024, not \(jobs).")
    }
  }

  func run() async throws {
    let catalog = try Console.orExit { () throws(SuiteError) in try fixtures.clauses() }
    if let clause, !catalog.ids.contains(clause) {
      throw ValidationError(
        "--clause: there is no clause '\(clause)' in \(fixtures.clauseFile); see 'nslab clauses'.")
    }
    let suite = try Console.orExit { () throws(SuiteError) in
      let all = try Suite.load(
        paths.isEmpty ? [fixtures.scenarioFolder] : paths, clauses: catalog)
      guard let clause else { return all }
      return try all.proving(clause)
    }
    guard !list else { return print(suite) }
    let runner = Runner(clauses: catalog, configuration: .init(jobs: jobs))
    let result = await runner.run(suite, on: FakeTarget(worlds: fixtures.worldFolder))
    Console.write(ConsoleReport.render(result))
    for request in report {
      try Console.orExit { () throws(ReportError) in
        try ReportCatalog.write(result, as: request.kind, to: request.path)
      }
    }
    throw ExitCode(result.exitCode.rawValue)
  }

  private func print(_ suite: Suite) {
    for scenario in suite.scenarios {
      Console.write(
        "\(scenario.place.file)  \(scenario.caseCount) cases  "
          + "\(scenario.clauses.sorted().joined(separator: " "))  \(scenario.title)\n")
    }
  }
}

/// One `--report KIND=FILE`.
struct ReportRequest: ExpressibleByArgument {
  let kind: String
  let path: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, ReportCatalog.formats.contains(where: { $0.name == parts[0] }) else {
      return nil
    }
    (kind, path) = (parts[0], parts[1])
  }
}
