import Foundation

/// One process of the program that runs beside the test, from start to end.
struct RunningProgram {
  struct End {
    let status: Int32
    let output: String
    let complaint: String
  }

  private let scratch: Scratch
  private let process: Process
  private let output: URL
  private let errors: URL

  /// Starts it.
  init(_ arguments: [String], environment: [String: String] = [:]) throws {
    scratch = try Scratch()
    output = scratch.folder.appending(path: "o")
    errors = scratch.folder.appending(path: "e")
    process = try Program.process(
      arguments, environment: environment, output: output, errors: errors)
  }

  var isRunning: Bool { process.isRunning }

  /// Ends it at once, without a word to it.
  func kill() { _ = Foundation.kill(process.processIdentifier, SIGKILL) }

  /// Waits for its end.
  func end() throws -> End {
    process.waitUntilExit()
    return End(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      complaint: try String(contentsOf: errors, encoding: .utf8))
  }
}
