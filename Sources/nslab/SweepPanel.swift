internal import ArgumentParser
internal import Conformance

/// Removes what runs have left behind on a real panel.
struct SweepPanel: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Remove what runs have left behind on a real DNSmanager, by the prefix of its names.",
    discussion: """
      Only users and resellers whose names begin with the prefix and a hyphen are deleted, with their \
      domains. Exit codes: 0 nothing is left; 4 the panel does not answer, or refuses; 64 a wrong \
      command line.
      """)

  @Argument(help: "The panel, https://host:1500/dnsmgr.")
  var url: String

  @OptionGroup var real: RealOptions

  @Flag(help: "Print what would be deleted, and delete nothing.")
  var dryRun = false

  func run() async throws {
    let access = try real.access(to: url)
    let lines: [String]
    do {
      lines = try await Sweep(access).run(isDry: dryRun)
    } catch {
      Console.complain("\(error)")
      throw ArgumentParser.ExitCode(Conformance.ExitCode.unreachable.rawValue)
    }
    for line in lines { try Console.write("\(line)\n") }
  }
}
