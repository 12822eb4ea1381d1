internal import ArgumentParser
internal import Conformance

/// Makes a conformance statement again from its evidence.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Make a conformance statement again from its evidence, and name every difference.",
    discussion: """
      Who states it and of what cannot be made again, and is taken as it is written. Exit codes: 0 the \
      statement says what its evidence says; 1 it does not; 3 a file is missing or invalid.
      """)

  @Argument(help: "The statement that 'nslab run --statement FILE' wrote.")
  var statement: String

  @Option(
    help: ArgumentHelp("The bundle that was written with it.", valueName: "file.zip"))
  var evidence: String

  func run() throws {
    let differences = try Console.orExit { () throws(StatementError) in
      try StatementCheck.differences(
        ofFile: statement, from: try EvidenceBundle(contentsOf: evidence))
    }
    for difference in differences { try Console.write("\(difference)\n") }
    guard differences.isEmpty else {
      Console.complain("\(statement): does not say what its evidence says")
      throw ArgumentParser.ExitCode(Conformance.ExitCode.failed.rawValue)
    }
    try Console.write("\(statement): says what its evidence says\n")
  }
}
