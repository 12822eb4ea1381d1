internal import ArgumentParser
internal import Conformance

/// Begins a scenario.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Begin a scenario: a file that runs and passes, to be changed into one's own.")

  @OptionGroup var fixtures: Fixtures

  @Argument(help: "The scenario's name, with a-z, 0-9 and '-'.")
  var name: String

  func run() throws {
    let path = try Console.orExit { () throws(SuiteError) in
      try fixtures.require()
      return try ScenarioSample.write(
        named: name, to: fixtures.scenarioFolder, schema: "../../docs/schema/scenario.json")
    }
    try Console.write("\(path)\nRun it with: nslab run \(path)\n")
  }
}
