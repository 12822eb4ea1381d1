internal import ArgumentParser
internal import Conformance
internal import StrictYAML

/// Runs scenarios and prints what they proved.
struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run scenarios and print what they proved.",
    discussion: """
      Exit codes: 0 all checks passed; 1 a check failed, or the time was over; 3 a scenario, world \
      or clause file is missing or invalid, or there are not as many cases as expected; 4 the target \
      is not reachable; 5 nothing ran; 7 our own fault, a report that cannot be written included; \
      64 a wrong command line.
      """)

  @OptionGroup var fixtures: Fixtures
  @OptionGroup var choice: RunChoice

  @Option(
    help: ArgumentHelp(
      "Write a report, - for standard output: "
        + "\(ReportCatalog.formats.map { $0.name }.joined(separator: ", ")).",
      valueName: "kind=file"))
  var report: [ReportRequest] = []

  @Option(
    help: ArgumentHelp(
      "What to run against: fake in this process, or the same over http or https on loopback.",
      valueName: "name"))
  var target = TargetName.fake

  @Option(help: "How many cases run at a time; without it, one per processor.")
  var jobs: Int?

  @Option(help: ArgumentHelp("Run the cases in an order made from this seed.", valueName: "seed"))
  var shuffle: UInt64?

  @Option(help: ArgumentHelp("How long one case may take.", valueName: "seconds"))
  var timeout = 60

  @Option(help: ArgumentHelp("How long the whole run may take.", valueName: "seconds"))
  var runTimeout: Int?

  @Flag(help: "Begin no case after one that did not pass.")
  var failFast = false

  @Flag(help: "Print the scenarios that would run, and run nothing.")
  var list = false

  func validate() throws {
    if let jobs, !(1...1_024).contains(jobs) {
      throw ValidationError("--jobs must be 1 to 1024, not \(jobs).")
    }
    for (name, seconds) in [("--timeout", timeout), ("--run-timeout", runTimeout ?? 1)]
    where !(1...86_400).contains(seconds) {
      throw ValidationError("\(name) must be 1 to 86400 seconds, not \(seconds).")
    }
  }

  func run() async throws {
    let catalog = try Console.orExit { () throws(SuiteError) in try fixtures.clauses() }
    let suite = try choice.suite(fixtures, catalog)
    guard !list else { return print(suite) }
    let runner = Runner(
      clauses: catalog,
      configuration: .init(
        jobs: jobs, caseTimeout: .seconds(timeout), runTimeout: runTimeout.map { .seconds($0) },
        seed: shuffle))
    let result = try await target.result(fixtures) { [failFast] target in
      await runner.run(suite, on: target) { failFast && $0.verdict.isBad }
    }
    // A program that reads standard output wants its report there and nothing else.
    if !report.contains(where: { $0.path == "-" }) {
      Console.write(ConsoleReport.render(result))
    }
    for request in report {
      try Console.orExit { () throws(ReportError) in
        guard request.path == "-" else {
          return try ReportCatalog.write(result, as: request.kind, to: request.path)
        }
        Console.write(try ReportCatalog.text(of: result, as: request.kind))
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

/// What `--target` takes.
enum TargetName: String, ExpressibleByArgument, CaseIterable {
  case fake
  case http
  case https

  /// Starts the target, lets `run` use it, and stops it again.
  func result(
    _ fixtures: Fixtures, _ run: (any Target) async -> RunReport
  ) async throws -> RunReport {
    guard let scheme = ServedTarget.Scheme(rawValue: rawValue) else {
      return await run(FakeTarget(worlds: fixtures.worldFolder))
    }
    do {
      let served = try await ServedTarget(scheme, worlds: fixtures.worldFolder)
      let report = await run(served)
      await served.stop()
      return report
    } catch {
      Console.complain("the panels cannot be served: \(error)")
      throw ExitCode(Conformance.ExitCode.unreachable.rawValue)
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
