internal import ArgumentParser
internal import Conformance
internal import Foundation

/// Runs the same scenarios on two targets and says who is to blame for what differs.
struct Compare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Run the same scenarios on two targets, and say who is to blame for each difference.",
    discussion: """
      Compared are the checks and, call by call, what the panels answered, without made-up ids, dates, \
      serials and the order of rows. A side is to blame when it alone does not do what a clause says, or \
      when docs/functions.md has the answer as documented and the other side is our panel; our panel is \
      to blame for what it only assumes; the document, when neither side does what it says. Exit codes: \
      0 no difference; 1 a difference; 5 nothing could be compared; the others are those of 'nslab run'.
      """)

  @OptionGroup var fixtures: Fixtures
  @OptionGroup var choice: RunChoice

  @Option(help: ArgumentHelp("One target. \(TargetName.help)", valueName: "name"))
  var left = TargetName.fake

  @Option(help: ArgumentHelp("The other target, as --left.", valueName: "name"))
  var right: TargetName

  @Option(help: ArgumentHelp("Write the comparison there too, as JSON.", valueName: "file"))
  var json: String?

  @OptionGroup var panels: PanelChoice
  @OptionGroup var real: RealOptions

  @OptionGroup var parallel: JobsOption

  @Option(help: ArgumentHelp("How long one case may take.", valueName: "seconds"))
  var timeout = 60

  func validate() throws {
    guard (1...86_400).contains(timeout) else {
      throw ValidationError("--timeout must be 1 to 86400 seconds, not \(timeout).")
    }
  }

  func run() async throws {
    let catalog = try Console.orExit { () throws(SuiteError) in try fixtures.clauses() }
    let suite = try choice.suite(fixtures, catalog)
    var configuration = Runner.Configuration(
      jobs: parallel.jobs, caseTimeout: .seconds(timeout), keepsReplies: true)
    configuration.allowsPrograms = false
    let runner = Runner(clauses: catalog, configuration: configuration)
    func report(on name: TargetName) async throws -> RunReport {
      try await name.result(fixtures, panels, orderLimit: .seconds(timeout), real: real) { target in
        await runner.run(suite, on: target)
      }
    }
    let (one, other) = (try await report(on: left), try await report(on: right))
    let comparison = TargetComparison(
      one, other, ours: ours,
      comparesReplies: left.callsAsOurs && right.callsAsOurs)
    try Console.write(comparison.text)
    if let json { try write(comparison, to: json) }
    for result in (one.cases + other.cases) where result.verdict == .error {
      Console.complain("\(result.title): \(result.message ?? "no reason is known")")
    }
    throw ExitCode(comparison.exitCode(one, other).rawValue)
  }

  private var ours: TargetComparison.Ours {
    switch (left.isOurs, right.isOurs) {
    case (true, true): .both
    case (true, false): .left
    case (false, true): .right
    case (false, false): .neither
    }
  }

  private func write(_ comparison: TargetComparison, to path: String) throws {
    do {
      try Data(comparison.json().utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      Console.complain("\(path): cannot be written: \(error.localizedDescription)")
      throw ExitCode(Conformance.ExitCode.internalFault.rawValue)
    }
  }
}
