internal import ArgumentParser
internal import Conformance
internal import FakeDNSmanager
internal import Foundation

/// Where a snapshot is: in a file, on standard input (`-`), or in a world that is being served.
enum SnapshotPlace: ExpressibleByArgument {
  static let help: ArgumentHelp = ArgumentHelp(
    "A file, - for standard input, or \(WorldURL.form) for a world of a control port.",
    valueName: "place")

  case file(String)
  case world(WorldURL)

  init?(argument: String) {
    if argument.hasPrefix("http://") || argument.hasPrefix("https://") {
      guard let world = WorldURL(argument: argument) else { return nil }
      self = .world(world)
    } else {
      self = .file(argument)
    }
  }

  /// The bytes; a failure ends the program with the code of its cause.
  func bytes(_ options: ControlOptions) async throws -> [UInt8] {
    switch self {
    case .file(let path):
      return try Console.orExit { () throws(SnapshotFileError) in try Self.read(path) }
    case .world(let world):
      let client = try options.client(for: world)
      return try await Console.orExit(awaiting: { () async throws(ControlProblem) in
        try await client.call(world.path("/snapshot"))
      })
    }
  }

  /// The snapshot.
  func snapshot(_ options: ControlOptions) async throws -> Snapshot {
    try snapshot(of: try await bytes(options))
  }

  /// The snapshot that bytes from here are.
  func snapshot(of bytes: [UInt8]) throws -> Snapshot {
    try Console.orExit { () throws(SnapshotFileError) in
      do throws(SnapshotError) {
        return try Snapshot(json: bytes)
      } catch {
        throw SnapshotFileError(path: "\(self)", problem: "\(error)")
      }
    }
  }

  private static func read(_ path: String) throws(SnapshotFileError) -> [UInt8] {
    let handle = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
    guard let handle else { throw SnapshotFileError(path: path, problem: "cannot be opened") }
    do {
      return Array(try handle.read(upToCount: Snapshot.maximumByteCount + 1) ?? Data())
    } catch {
      throw SnapshotFileError(path: path, problem: "cannot be read")
    }
  }
}

extension SnapshotPlace: CustomStringConvertible {
  var description: String {
    switch self {
    case .file(let path): path
    case .world(let world): world.server + world.path()
    }
  }
}

/// Why a snapshot cannot be read or written.
struct SnapshotFileError: Error, CausedExit {
  let path: String
  let problem: String

  var description: String { "\(path): \(problem)" }
  var exitCode: Conformance.ExitCode { .invalidInput }
}
