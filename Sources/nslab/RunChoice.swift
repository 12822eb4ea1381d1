internal import ArgumentParser
internal import Conformance

/// Which scenarios and cases of them.
struct RunChoice: ParsableArguments {
  @Argument(
    help: """
      Scenario files and folders, or FILE:LINE for the case in that line; without any, all of the \
      fixtures.
      """)
  var paths: [String] = []

  @Option(
    help: ArgumentHelp("Only scenarios that prove this clause; can be repeated.", valueName: "id"))
  var clause: [String] = []

  @Option(help: ArgumentHelp("Only scenarios with this tag; can be repeated.", valueName: "tag"))
  var tag: [String] = []

  @Option(
    help: ArgumentHelp("Only the k-th of n parts of the cases.", valueName: "k/n"),
    transform: part)
  var shard: Selection.Shard?

  @Option(name: .customLong("repeat"), help: "Run each case so many times.")
  var times = 1

  @Option(help: ArgumentHelp("Refuse to run unless so many cases are chosen.", valueName: "count"))
  var expectCount: Int?

  func validate() throws {
    guard (1...10_000).contains(times) else {
      throw ValidationError("--repeat must be 1 to 10000, not \(times).")
    }
  }

  private static func part(_ text: String) throws -> Selection.Shard {
    guard let shard = Selection.Shard(text) else {
      throw ValidationError("'\(text)' is no part; write 2/5 for the second of five.")
    }
    return shard
  }

  /// Reads the scenarios and returns the chosen cases.
  func suite(_ fixtures: Fixtures, _ catalog: ClauseCatalog) throws -> Suite {
    for id in clause where !catalog.ids.contains(id) {
      throw ValidationError(
        "--clause: there is no clause '\(id)' in \(fixtures.clauseFile); see 'nslab clauses'.")
    }
    var selection = Selection()
    selection.clauses = clause
    selection.tags = tag
    selection.shard = shard
    return try Console.orExit { () throws(SuiteError) in
      let all = try Suite.load(
        paths.isEmpty ? [fixtures.scenarioFolder] : paths, clauses: catalog)
      let chosen = try all.selecting(selection).repeated(times)
      if let expectCount { try chosen.require(caseCount: expectCount) }
      return chosen
    }
  }
}
