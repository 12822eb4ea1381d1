internal import ArgumentParser
internal import Conformance

/// Prints the JSON Schema of scenario files.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of scenario files, for editors.")

  func run() throws {
    try Console.write(ScenarioSchema.text)
  }
}
