internal import ArgumentParser
internal import Logging

/// The command line of the project; each subcommand is a file beside this one.
@main
struct NSLab: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nslab",
    abstract: "Tests name-server provisioning: a simulated DNSmanager 5, a reference provisioner, "
      + "and scenarios that prove the documented behaviours.",
    subcommands: [
      Run.self, Merge.self, Diff.self, Verify.self, Serve.self, Clauses.self, Explain.self,
      Lint.self, New.self, Schema.self, Mutants.self, Provision.self, Module.self, Explore.self,
      SnapshotCommand.self, WaitCommand.self,
    ])

  static func main() async {
    // Standard output carries answers that programs read; the log goes beside it.
    LoggingSystem.bootstrap { label in
      var handler = StreamLogHandler.standardError(label: label)
      handler.logLevel = .warning
      return handler
    }
    await main(nil)
  }
}
