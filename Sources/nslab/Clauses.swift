internal import ArgumentParser
internal import Conformance

/// Shows which scenario proves which documented behaviour.
struct Clauses: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show which scenarios prove which documented behaviour.")

  @OptionGroup var fixtures: Fixtures

  @Flag(help: "Fail when a clause has neither a scenario nor a stated reason why not.")
  var check = false

  @Flag(help: "With --check, also fail when no wrong behaviour is known that breaks a clause.")
  var mutants = false

  @Flag(help: "Print the page docs/clauses.md.")
  var markdown = false

  func run() throws {
    let catalog = try Console.orExit { () throws(SuiteError) in try fixtures.clauses() }
    let suite = try Console.orExit { () throws(SuiteError) in
      try fixtures.suite([], catalog)
    }
    let coverage = Coverage(of: catalog, by: suite)
    Console.write(markdown ? coverage.markdown : coverage.table)
    guard check else { return }
    let unbroken = coverage.withoutMutant
    if !unbroken.isEmpty {
      Console.complain(
        "no wrong behaviour is known that breaks \(unbroken.joined(separator: ", "))")
    }
    for gap in coverage.gaps { Console.complain(gap) }
    guard !coverage.gaps.isEmpty || (mutants && !unbroken.isEmpty) else { return }
    throw ExitCode(Conformance.ExitCode.failed.rawValue)
  }
}
