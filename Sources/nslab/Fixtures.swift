internal import ArgumentParser
internal import Conformance
internal import Foundation

/// Where the clauses, the worlds and the scenarios are.
struct Fixtures: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder with clauses.yaml, worlds and scenarios.", valueName: "folder"))
  var fixtures = "fixtures"

  var clauseFile: String { "\(fixtures)/clauses.yaml" }
  var worldFolder: String { "\(fixtures)/worlds" }
  var scenarioFolder: String { "\(fixtures)/scenarios" }

  var fragmentFolder: String { "\(fixtures)/fragments" }
  var profileFile: String { "\(fixtures)/profiles.yaml" }

  /// Makes sure that the folder is there: who starts elsewhere learns how to name it.
  func require() throws(SuiteError) {
    guard FileManager.default.fileExists(atPath: fixtures) else { throw .noFixtures(fixtures) }
  }

  func clauses() throws(SuiteError) -> ClauseCatalog {
    try require()
    return try ClauseCatalog.load(clauseFile)
  }

  func profiles(_ clauses: ClauseCatalog) throws(SuiteError) -> ProfileCatalog {
    try ProfileCatalog.load(profileFile, clauses: clauses)
  }

  /// Reads the scenarios of these paths, or all when there are none.
  func suite(_ paths: [String], _ clauses: ClauseCatalog) throws(SuiteError) -> Suite {
    try Suite.load(
      paths.isEmpty ? [scenarioFolder] : paths, clauses: clauses,
      fragments: try FragmentShelf.load(fragmentFolder))
  }
}
