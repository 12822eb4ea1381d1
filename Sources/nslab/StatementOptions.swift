internal import ArgumentParser
internal import Conformance

/// Whether a conformance statement is to be written, and what only its author can say.
struct StatementOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write a conformance statement there; needs --evidence, --who, --product.",
      valueName: "file.yaml"))
  var statement: String?

  @Option(
    help: ArgumentHelp(
      "Write the report with all that was run there, as a zip file.", valueName: "file.zip"))
  var evidence: String?

  @Option(help: ArgumentHelp("Who states it.", valueName: "name"))
  var who: String?

  @Option(help: ArgumentHelp("The product that is tested.", valueName: "name"))
  var product: String?

  @Option(help: ArgumentHelp("The product's version.", valueName: "text"))
  var productVersion = "unknown"

  func validate() throws {
    guard statement != nil else { return }
    guard evidence != nil, who != nil, product != nil else {
      throw ValidationError("--statement needs --evidence, --who and --product.")
    }
  }

  /// Writes what was asked for.
  func write(_ report: RunReport, of suite: Suite, _ fixtures: Fixtures) throws {
    guard let evidence else { return }
    do {
      let bundle = try EvidenceBundle(
        report, of: suite, clauseFile: fixtures.clauseFile, profileFile: fixtures.profileFile,
        worldFolder: fixtures.worldFolder)
      try bundle.write(to: evidence)
      guard let statement, let who, let product else { return }
      let claim = ConformanceStatement.Claim(who: who, product: product, version: productVersion)
      try ConformanceStatement(claim, on: bundle).write(to: statement)
    } catch let error as any CausedExit {
      Console.complain(error.description)
      throw ArgumentParser.ExitCode(error.exitCode.rawValue)
    }
  }
}
