internal import Foundation
internal import TestSupport

/// A program of the machine that is run to its end.
package enum Tool {
  /// Where dig is; `nil` when it is not installed.
  package static let dig = ["/usr/bin/dig", "/usr/local/bin/dig"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Runs a program and returns what it printed.
  package static func output(_ path: String, _ arguments: [String]) async throws -> String {
    try await Child.run(path, arguments).output
  }
}
