internal import ArgumentParser
internal import Conformance
internal import StrictYAML

/// Shows what is documented under a clause, and how it is proved.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what is documented under a clause, which checks prove it and what breaks it.")

  @OptionGroup var fixtures: Fixtures

  @Argument(help: ArgumentHelp("The clause, such as NS-07.", valueName: "clause"))
  var id: String

  func run() throws {
    let catalog = try Console.orExit { () throws(SuiteError) in try fixtures.clauses() }
    let suite = try Console.orExit { () throws(SuiteError) in
      try Suite.load([fixtures.scenarioFolder], clauses: catalog)
    }
    guard let explanation = Explanation(id, in: catalog, by: suite) else {
      throw ValidationError(
        "There is no clause '\(id)'; \(NearestName.hint(for: id, among: catalog.ids.sorted()))")
    }
    Console.write(explanation.text)
  }
}
