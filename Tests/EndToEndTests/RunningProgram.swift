import Foundation

/// One process of the program, from start to end.
final class RunningProgram: Sendable {
  struct End: Sendable {
    let status: Int32
    let output: String
    let complaint: String
  }

  private let ended: Task<End, any Error>
  private let identifier: Int32

  /// Starts it; the program stands beside the tests' own.
  init(_ arguments: [String]) throws {
    let folder = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let process = Process()
    process.executableURL = URL(filePath: folder).deletingLastPathComponent()
      .appending(path: "nslab")
    process.arguments = arguments
    // Files and not pipes: nobody has to read while it runs.
    let place = FileManager.default.temporaryDirectory
      .appending(path: "nslab-\(UUID().uuidString)")
    let output = place.appendingPathExtension("out")
    let complaint = place.appendingPathExtension("err")
    for file in [output, complaint] {
      _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: complaint)
    let statuses = AsyncStream<Int32>.makeStream()
    process.terminationHandler = { process in
      statuses.continuation.yield(process.terminationStatus)
      statuses.continuation.finish()
    }
    try process.run()
    identifier = process.processIdentifier
    ended = Task {
      var status: Int32 = -1
      for await value in statuses.stream { status = value }
      defer { for file in [output, complaint] { try? FileManager.default.removeItem(at: file) } }
      return End(
        status: status, output: try String(contentsOf: output, encoding: .utf8),
        complaint: try String(contentsOf: complaint, encoding: .utf8))
    }
  }

  /// Whether the system still knows it.
  var isRunning: Bool { Foundation.kill(identifier, 0) == 0 }

  /// Ends it at once, without a word to it.
  func kill() { _ = Foundation.kill(identifier, SIGKILL) }

  /// Waits for its end.
  func end() async throws -> End { try await ended.value }
}
