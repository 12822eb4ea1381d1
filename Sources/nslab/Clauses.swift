internal import ArgumentParser
internal import Conformance

/// Shows which scenario proves which documented behaviour.
struct Clauses: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show which scenarios prove which documented behaviour.")

  @OptionGroup var fixtures: Fixtures

  @Flag(help: "Fail when a clause has neither a scenario nor a stated reason why not.")
  var check = false

  func run() throws {
    let catalog = try Console.orExit { () throws(SuiteError) in try fixtures.clauses() }
    let suite = try Console.orExit { () throws(SuiteError) in
      try Suite.load([fixtures.scenarioFolder], clauses: catalog)
    }
    let coverage = Coverage(of: catalog, by: suite)
    Console.write(coverage.table)
    guard check, !coverage.gaps.isEmpty else { return }
    for gap in coverage.gaps { Console.complain(gap) }
    throw ExitCode(Conformance.ExitCode.failed.rawValue)
  }
}
