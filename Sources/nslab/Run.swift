internal import ArgumentParser
internal import Conformance
internal import StrictYAML

/// Runs scenarios and prints what they proved.
struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run scenarios and print what they proved.",
    discussion: """
      Exit codes: 0 all checks passed; 1 a check failed, or the time was over; 3 a scenario, world \
      or clause file is missing or invalid, or there are not as many cases as expected; 4 the target \
      is not reachable; 5 nothing ran; 7 our own fault, a report that cannot be written included; \
      64 a wrong command line.
      """)

  @OptionGroup var fixtures: Fixtures
  @OptionGroup var choice: RunChoice
  @OptionGroup var settings: RunSettings

  @OptionGroup var reports: ReportRequests
  @OptionGroup var statement: StatementOptions

  @Option(
    help: ArgumentHelp(
      "Show in the reports what has changed since the JSON report of an earlier run.",
      valueName: "file.json"))
  var against: String?

  @Option(help: ArgumentHelp(TargetName.help, valueName: "name"))
  var target = TargetName.fake

  @Option(
    help: ArgumentHelp(
      "How long a provisioner of your own may take for one order.", valueName: "seconds"))
  var orderTimeout = 30

  @OptionGroup var panels: PanelChoice
  @OptionGroup var real: RealOptions

  @OptionGroup var parallel: JobsOption

  @Option(help: ArgumentHelp("Run the cases in an order made from this seed.", valueName: "seed"))
  var shuffle: UInt64?

  @Option(help: ArgumentHelp("How long one case may take.", valueName: "seconds"))
  var timeout = 60

  @Option(help: ArgumentHelp("How long the whole run may take.", valueName: "seconds"))
  var runTimeout: Int?

  @Flag(help: "Keep what the panels answered in the report of kind json, to compare targets.")
  var replies = false

  @Flag(help: "Begin no case after one that did not pass.")
  var failFast = false

  @Flag(help: "Print the scenarios that would run, and run nothing.")
  var list = false

  func validate() throws {
    for (name, seconds) in [
      ("--timeout", timeout), ("--run-timeout", runTimeout ?? 1),
      ("--order-timeout", orderTimeout),
    ]
    where !(1...86_400).contains(seconds) {
      throw ValidationError("\(name) must be 1 to 86400 seconds, not \(seconds).")
    }
    if statement.statement != nil, let part = choice.shard {
      throw ValidationError(
        "--statement is of a whole run, and --shard \(part) is a part, which proves no profile.")
    }
  }

  func run() async throws {
    guard settings.watch else { throw ExitCode(try await runOnce().rawValue) }
    let watch = Watch(paths: [fixtures.fixtures] + choice.paths.map(Suite.file))
    var seen = watch.state
    while true {
      do {
        _ = try await runOnce()
      } catch is ArgumentParser.ExitCode {
        // Said already; whoever writes the file mends it and saves again.
      }
      try Console.write("\nwaiting for a file to change\n")
      seen = try await watch.change(since: seen)
    }
  }

  private func runOnce() async throws -> Conformance.ExitCode {
    let catalog = try Console.orExit { () throws(SuiteError) in try fixtures.clauses() }
    let suite = try choice.suite(fixtures, catalog)
    guard !list else {
      try print(suite)
      return .passed
    }
    var configuration = Runner.Configuration(
      jobs: parallel.jobs, caseTimeout: .seconds(timeout),
      runTimeout: runTimeout.map { .seconds($0) },
      seed: shuffle, keepsReplies: replies)
    configuration.part = choice.shard
    configuration.keepsSteps = reports.showSteps || statement.evidence != nil
    try settings.apply(to: &configuration)
    configuration.profiles = try Console.orExit { () throws(SuiteError) in
      let profiles = try choice.profiles(fixtures, catalog)
      if choice.isEverything { try configuration.baseline.require(in: suite) }
      return profiles
    }
    // Before anything runs: nobody wants to learn at the end that the earlier report is missing.
    let before = try against.map { path in
      try Console.orExit { () throws(StoredReportError) in try RunReport.load(path) }
    }
    let runner = Runner(clauses: catalog, configuration: configuration)
    let progress = Progress(
      settings.progress, total: suite.scenarios.reduce(0) { $0 + $1.caseCount })
    var result = try await target.result(
      fixtures, panels, orderLimit: .seconds(orderTimeout), real: real
    ) { [failFast] target in
      await runner.run(suite, on: target) { ended in
        progress.note(ended)
        return failFast && ended.verdict.isBad
      }
    }
    progress.end()
    if let before { result = result.compared(with: before) }
    try reports.write(result)
    try statement.write(result, of: suite, fixtures)
    return conclude(result)
  }

  /// Remembers the run, and says how the program ends.
  private func conclude(_ result: RunReport) -> Conformance.ExitCode {
    // What cannot be read is written anew: the run itself is whole, and nothing else depends on it.
    var last = (try? LastRun.load()) ?? .empty
    last.note(result)
    do {
      try last.save()
    } catch {
      Console.complain("\(error)")
    }
    guard result.exitCode == .passed else { return result.exitCode }
    let isFlaky = result.cases.contains { $0.verdict == .flaky }
    // One part proves no profile; whoever merges the parts asks again.
    let isShort = choice.shard == nil && !result.proves(choice.profile)
    return settings.failOnFlaky && isFlaky || isShort ? .failed : .passed
  }

  private func print(_ suite: Suite) throws {
    for scenario in suite.scenarios {
      try Console.write(
        "\(scenario.place.file)  \(scenario.caseCount) cases  "
          + "\(scenario.clauses.sorted().joined(separator: " "))  \(scenario.title)\n")
    }
  }
}
