internal import ArgumentParser
internal import Conformance
internal import StrictYAML

/// Reads scenarios and their worlds, and runs nothing.
struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Read scenarios and their worlds, print every mistake with its place, run nothing.",
    discussion: "Exit codes: 0 no mistake; 3 mistakes, or a file is missing; 5 no scenario.")

  @OptionGroup var fixtures: Fixtures

  @Argument(help: "Scenario files and folders; without any, all of the fixtures.")
  var paths: [String] = []

  func run() throws {
    let suite = try Console.orExit { () throws(SuiteError) in
      let suite = try fixtures.suite(paths, try fixtures.clauses())
      let problems = suite.worldProblems(in: fixtures.worldFolder)
      guard problems.isEmpty else { throw .invalid(InvalidSources(problems)) }
      return suite
    }
    let count = suite.scenarios.reduce(0) { $0 + $1.caseCount }
    try Console.write("\(suite.scenarios.count) scenarios with \(count) cases, no mistake\n")
  }
}
