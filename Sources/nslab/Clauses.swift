internal import ArgumentParser
internal import Conformance

/// Shows which scenario proves which documented behaviour.
struct Clauses: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clauses",
    abstract: "Show which scenarios prove which documented behaviour.")

  @OptionGroup var fixtures: Fixtures

  @Flag(
    help: """
      Fail when a clause has no scenario, or no wrong behaviour that breaks it, and no stated reason \
      why not.
      """)
  var check = false

  @Flag(help: "Print the page docs/clauses.md.")
  var markdown = false

  func run() throws {
    let catalog = try Console.orExit { () throws(SuiteError) in try fixtures.clauses() }
    let suite = try Console.orExit { () throws(SuiteError) in
      try fixtures.suite([], catalog)
    }
    let coverage = Coverage(of: catalog, by: suite)
    try Console.write(markdown ? coverage.markdown : coverage.table)
    guard check else { return }
    let gaps = coverage.gaps
    for gap in gaps { Console.complain(gap) }
    guard !gaps.isEmpty else { return }
    throw ExitCode(Conformance.ExitCode.failed.rawValue)
  }
}
