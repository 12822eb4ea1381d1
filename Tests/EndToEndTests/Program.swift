import Foundation
import Testing

/// One run of the program, as a user starts it.
struct Program {
  let exitCode: Int32
  let output: String
  let errors: String

  /// The built program; it lies beside the test bundle.
  static let path = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "nslab")

  /// The folder of the package, where a user stands.
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL

  /// Runs the program to its end.
  ///
  /// What it writes goes through files: a pipe that nobody reads stops a program that says much.
  init(
    _ arguments: String..., in folder: URL = package, environment: [String: String] = [:]
  ) throws {
    try self.init(list: arguments, in: folder, environment: environment)
  }

  /// Runs the program to its end, as ``init(_:in:environment:)`` does.
  init(
    list arguments: [String], in folder: URL = package, environment: [String: String] = [:]
  ) throws {
    let scratch = try Scratch()
    let (output, errors) = (
      scratch.folder.appending(path: "o"), scratch.folder.appending(path: "e")
    )
    let process = try Self.process(
      arguments, in: folder, environment: environment, output: output, errors: errors)
    process.waitUntilExit()
    exitCode = process.terminationStatus
    self.output = try String(contentsOf: output, encoding: .utf8)
    self.errors = try String(contentsOf: errors, encoding: .utf8)
  }

  /// Starts the program, with our environment and what is given here; its output goes to files.
  static func process(
    _ arguments: [String], in folder: URL = package, environment: [String: String] = [:],
    output: URL, errors: URL
  ) throws -> Process {
    for file in [output, errors] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = path
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    return process
  }
}

/// A folder that is gone when the test is.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "nslab-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// Writes a file and returns its path.
  func write(_ text: String, to name: String) throws -> String {
    let file = folder.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file.path(percentEncoded: false)
  }
}
