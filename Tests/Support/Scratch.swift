package import Foundation

/// A folder that is gone when the test is.
package final class Scratch: Sendable {
  /// Where it is.
  package let folder: URL

  /// Makes an empty one.
  package init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "nslab-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// Writes a file, with the folders that it is in, and returns its path.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file.path(percentEncoded: false)
  }
}
