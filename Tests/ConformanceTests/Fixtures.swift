import Foundation

@testable import Conformance

/// The project's own clauses, worlds and scenarios.
enum Fixtures {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../fixtures").standardizedFileURL.path(percentEncoded: false)
}

extension FakeTarget {
  /// Our own side on the project's worlds, which are built once for all tests.
  static let onFixtures = FakeTarget(worlds: "\(Fixtures.folder)/worlds")
}
