internal import ArgumentParser
internal import Conformance
internal import Foundation

/// The options that every command of the control port has.
struct ControlOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The token of the control port is in that file.", valueName: "file"))
  var tokenFile: String?

  /// A client for the server of a world.
  func client(for world: WorldURL) throws -> ControlClient {
    let token = try tokenFile.map { path in
      try Console.orExit { () throws(ControlTokenError) in try ControlToken(file: path).text }
    }
    return ControlClient(server: world.server, token: token)
  }
}

/// The token of a control port, from a file: a list of arguments is no place for it.
struct ControlToken {
  /// Assumed to be enough for anybody, in bytes.
  private static let maximumLength = 4_096

  let text: String

  /// Reads a file with the token on its one line; throws ``ControlTokenError``, which never shows it.
  init(file path: String) throws(ControlTokenError) {
    guard let handle = FileHandle(forReadingAtPath: path),
      let data = try? handle.read(upToCount: Self.maximumLength + 1)
    else { throw ControlTokenError(path: path, problem: "cannot be read") }
    let text = String(decoding: data, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    guard data.count <= Self.maximumLength, !text.isEmpty,
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else {
      throw ControlTokenError(
        path: path, problem: "must hold one line of visible ASCII characters without blanks")
    }
    self.text = text
  }
}

/// Why a token cannot be used.
struct ControlTokenError: Error, CausedExit {
  let path: String
  let problem: String

  var description: String { "\(path): \(problem)" }
  var exitCode: Conformance.ExitCode { .invalidInput }
}
