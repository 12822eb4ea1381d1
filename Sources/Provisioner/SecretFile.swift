private import Foundation

/// Files that nobody but their owner can read, not even while they are written.
package enum SecretFile {
  /// Writes bytes to the path at once: whoever reads sees what was there before, or all of them.
  ///
  /// - Throws: ``SecretFileError``.
  package static func write(_ bytes: [UInt8], to path: String) throws(SecretFileError) {
    let temporary = try make(beside: path, holding: bytes)
    guard rename(temporary, path) == 0 else {
      let error = SecretFileError(path: path)
      unlink(temporary)
      throw error
    }
  }

  /// Writes bytes to a new file in the same folder and returns its path; it has the mode 0600 from its
  /// first byte on.
  ///
  /// - Throws: ``SecretFileError``; then there is no such file.
  package static func make(
    beside path: String, holding bytes: [UInt8]
  ) throws(SecretFileError) -> String {
    let temporary = "\(path).\(UUID().uuidString)"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SecretFileError(path: temporary) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try file.write(contentsOf: Data(bytes))
      try file.synchronize()
      try file.close()
    } catch {
      unlink(temporary)
      throw SecretFileError(path: temporary, reason: "\(error)")
    }
    return temporary
  }
}

/// Why a file could not be written.
package struct SecretFileError: Error, Equatable, CustomStringConvertible {
  package let path: String
  /// In the system's words.
  package let reason: String

  init(path: String, reason: String) {
    (self.path, self.reason) = (path, reason)
  }

  /// Tells what the system said last.
  init(path: String) {
    self.init(path: path, reason: String(cString: strerror(errno)))
  }

  package var description: String { "\(path): \(reason)" }
}
