internal import ArgumentParser
internal import Conformance
internal import FakeDNSmanager
internal import Foundation
internal import NIOHTTP1
internal import Provisioner

/// The whole state of a world in a file.
struct SnapshotCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Save the state of a world in a file, load it, look at it, compare two.",
    subcommands: [Save.self, Load.self, Inspect.self, Diff.self])

  /// How a snapshot is shown.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  /// Writes the state of a world to a file.
  struct Save: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "save",
      abstract: "Save the state of a world that is being served.",
      discussion: "The file holds open sessions and hashes of passwords: only you may read it.")

    @Argument(help: ArgumentHelp("The world.", valueName: WorldURL.form))
    var world: WorldURL

    @Option(help: ArgumentHelp("Write there, not to standard output.", valueName: "file"))
    var output: String?

    @OptionGroup var options: ControlOptions

    func run() async throws {
      let place = SnapshotPlace.world(world)
      let bytes = try await place.bytes(options)
      // Whatever else answered there is nothing to keep for later.
      _ = try place.snapshot(of: bytes)
      guard let output else { return try Console.write(String(decoding: bytes, as: UTF8.self)) }
      do {
        try SecretFile.write(bytes, to: output)
      } catch {
        Console.complain("\(output): cannot be written: \(error.reason)")
        throw ExitCode(Conformance.ExitCode.internalFault.rawValue)
      }
    }
  }

  /// Puts a world into the state of a file.
  struct Load: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "load",
      abstract: "Have a world go on from a snapshot; it is made when it is not there.")

    @Argument(help: SnapshotPlace.help)
    var place: SnapshotPlace

    @Argument(help: ArgumentHelp("The world.", valueName: WorldURL.form))
    var world: WorldURL

    @OptionGroup var options: ControlOptions

    func run() async throws {
      let bytes = try await place.snapshot(options).json
      let client = try options.client(for: world)
      _ = try await Console.orExit(awaiting: { () async throws(ControlProblem) in
        try await client.call(world.path("/snapshot"), .PUT, body: bytes)
      })
    }
  }

  /// Says what a snapshot holds.
  struct Inspect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "inspect", abstract: "Say what a snapshot holds.")

    @Argument(help: SnapshotPlace.help)
    var place: SnapshotPlace

    @Option(help: "How it is shown.")
    var format = Format.text

    @OptionGroup var options: ControlOptions

    func run() async throws {
      let summary = SnapshotSummary(try await place.snapshot(options))
      try Console.write(format == .json ? summary.json : summary.text)
    }
  }

  /// Says what differs between two snapshots.
  struct Diff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: "Say what became of a snapshot, row by row; secrets read ***.",
      discussion: "Ends with 0 when nothing differs and with 1 when something does, as diff does.")

    @Argument(help: SnapshotPlace.help)
    var before: SnapshotPlace

    @Argument(help: SnapshotPlace.help)
    var after: SnapshotPlace

    @Option(help: "How it is shown.")
    var format = Format.text

    @OptionGroup var options: ControlOptions

    func run() async throws {
      let (old, new) = (try await before.snapshot(options), try await after.snapshot(options))
      let difference = old.changes(to: new)
      try Console.write(format == .json ? difference.json : difference.text)
      guard difference.changes.isEmpty else { throw ExitCode.failure }
    }
  }
}

extension StateDiff {
  fileprivate var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
      return String(decoding: try encoder.encode(changes), as: UTF8.self) + "\n"
    }
  }
}
