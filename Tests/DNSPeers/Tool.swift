internal import Foundation

/// A program of the machine that is run to its end.
package enum Tool {
  /// Where dig is; `nil` when it is not installed.
  package static let dig = ["/usr/bin/dig", "/usr/local/bin/dig"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Runs a program and returns what it printed.
  package static func output(_ path: String, _ arguments: [String]) async throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.standardOutput = output
    try process.run()
    let data = try await Task.detached { try output.fileHandleForReading.readToEnd() }.value
    process.waitUntilExit()
    return String(decoding: data ?? Data(), as: UTF8.self)
  }
}
