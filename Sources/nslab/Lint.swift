internal import ArgumentParser
internal import Conformance
internal import StrictYAML

/// Reads scenarios, fragments and their worlds, and runs nothing.
struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract:
      "Read scenarios, fragments and worlds, print every mistake with its place, run nothing.",
    discussion: "Exit codes: 0 no mistake; 3 mistakes, or a file is missing; 5 no scenario.")

  @OptionGroup var fixtures: Fixtures

  @Argument(help: "Files and folders of scenarios and fragments; without any, all of the fixtures.")
  var paths: [String] = []

  func run() throws {
    let words = try Console.orExit { () throws(SuiteError) in
      let clauses = try fixtures.clauses()
      let files = try FragmentShelf.sorted(paths)
      let fragments = try FragmentShelf.load(fixtures.fragmentFolder, and: files.fragments)
      var problems = fragments.problems(clauses: clauses)
      var words: [String] = []
      if files.fragments.isEmpty || !files.scenarios.isEmpty {
        let scenarios = paths.isEmpty ? [fixtures.scenarioFolder] : files.scenarios
        let suite = try suite(scenarios, clauses, fragments, &problems)
        words.append("\(suite.count) scenarios with \(suite.cases) cases")
      }
      guard problems.isEmpty else { throw .invalid(InvalidSources(problems)) }
      if fragments.count > 0 { words.append("\(fragments.count) fragments") }
      return words
    }
    try Console.write("\(words.joined(separator: ", ")), no mistake\n")
  }

  /// Reads the scenarios and counts them; what is wrong with them is told with the other problems.
  private func suite(
    _ paths: [String], _ clauses: ClauseCatalog, _ fragments: FragmentShelf,
    _ problems: inout [SourceProblem]
  ) throws(SuiteError) -> (count: Int, cases: Int) {
    do throws(SuiteError) {
      let suite = try Suite.load(paths, clauses: clauses, fragments: fragments)
      problems += suite.worldProblems(in: fixtures.worldFolder)
      return (suite.scenarios.count, suite.scenarios.reduce(0) { $0 + $1.caseCount })
    } catch {
      guard case .invalid(let invalid) = error else { throw error }
      problems += invalid.problems
      return (0, 0)
    }
  }
}
