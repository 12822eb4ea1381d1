internal import ArgumentParser
internal import Conformance
internal import Foundation
internal import Logging

/// The command line of the project; each subcommand is a file beside this one.
@main
struct NSLab: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nslab",
    abstract: "Tests name-server provisioning: a simulated DNSmanager 5, a reference provisioner, "
      + "and scenarios that prove the documented behaviours.",
    version: Release.version,
    subcommands: [
      Run.self, Compare.self, Record.self, Merge.self, Diff.self, Verify.self, SweepPanel.self,
      Serve.self, Clauses.self,
      Explain.self, Lint.self, New.self, Fmt.self, Schema.self, Mutants.self, Provision.self,
      Module.self, Explore.self, SnapshotCommand.self, WaitCommand.self,
    ])

  /// The environment variable that says from which level on things are logged.
  private static let levelVariable = "NSLAB_LOG_LEVEL"

  private static func logLevel() -> Logger.Level? {
    // Asking for the whole environment touches most of Foundation, a megabyte of an idle server.
    guard let text = getenv(levelVariable) else { return .warning }
    return Logger.Level(rawValue: String(cString: text))
  }

  static func main() async {
    guard let level = logLevel() else {
      let known = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
      Console.complain("\(levelVariable) must be one of \(known)")
      exit(withError: ExitCode.validationFailure)
    }
    // Standard output carries answers that programs read; the log goes beside it.
    LoggingSystem.bootstrap { label in
      var handler = StreamLogHandler.standardError(label: label)
      handler.logLevel = level
      return handler
    }
    await main(nil)
  }
}
