internal import ArgumentParser

/// The command line of the project; each subcommand is a file beside this one.
@main
struct NSLab: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nslab",
    abstract: "Tests name-server provisioning: a simulated DNSmanager 5, a reference provisioner, "
      + "and scenarios that prove the documented behaviours.",
    subcommands: [Run.self, Serve.self, Clauses.self])
}
