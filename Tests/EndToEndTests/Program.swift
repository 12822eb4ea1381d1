import Foundation
import TestSupport
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
  init(
    _ arguments: String..., in folder: URL = package, environment: [String: String?] = [:]
  ) async throws {
    try await self.init(list: arguments, in: folder, environment: environment)
  }

  /// Runs the program to its end, as ``init(_:in:environment:)`` does.
  init(
    list arguments: [String], in folder: URL = package, environment: [String: String?] = [:]
  ) async throws {
    let end = try await Self.start(arguments, in: folder, environment: environment).end()
    exitCode = end.status
    output = end.output
    errors = end.errors
  }

  /// Starts the program, with our environment and what is given here.
  ///
  /// It is told nothing of a CI that these tests may run in: what that changes is a matter of tests.
  static func start(
    _ arguments: [String], in folder: URL = package, environment: [String: String?] = [:]
  ) async throws -> Child {
    let changes = ["CI": String?.none].merging(environment) { $1 }
    return try await Child(
      path.path(percentEncoded: false), arguments, environment: changes, in: folder)
  }
}
