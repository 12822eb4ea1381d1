internal import ArgumentParser
internal import Conformance

/// Where the clauses, the worlds and the scenarios are.
struct Fixtures: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder with clauses.yaml, worlds and scenarios.", valueName: "folder"))
  var fixtures = "fixtures"

  var clauseFile: String { "\(fixtures)/clauses.yaml" }
  var worldFolder: String { "\(fixtures)/worlds" }
  var scenarioFolder: String { "\(fixtures)/scenarios" }

  func clauses() throws(SuiteError) -> ClauseCatalog { try ClauseCatalog.load(clauseFile) }
}
