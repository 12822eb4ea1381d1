private import Foundation

extension SecretKey {
  /// Reads the key from a file, which is made with a new key and mode 0600 when it is not there.
  ///
  /// Processes that start at the same time get the same key.
  ///
  /// - Throws: ``SecretKeyError/file(path:reason:)`` when it cannot be read or made, or others than its
  ///   owner may read it; ``SecretKeyError/wrongLength(found:)``.
  public init(file path: String) throws(SecretKeyError) {
    if access(path, F_OK) != 0 { try Self.make(path) }
    var status = stat()
    guard stat(path, &status) == 0 else { throw .file(path: path, reason: Self.systemReason) }
    guard status.st_mode & 0o077 == 0 else {
      throw .file(path: path, reason: "others than its owner may use it; give it the mode 0600")
    }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw .file(path: path, reason: Self.systemReason)
    }
    // One byte more than a key tells a longer file; an empty one has no bytes at all.
    try self.init((try? file.read(upToCount: Self.byteCount + 1)) ?? Data())
  }

  /// Writes a key beside the place and links it there: nobody ever sees half a key, and the first of
  /// several processes wins.
  private static func make(_ path: String) throws(SecretKeyError) {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<byteCount).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let temporary: String
    do {
      temporary = try SecretFile.make(beside: path, holding: bytes)
    } catch {
      throw .file(path: error.path, reason: error.reason)
    }
    defer { unlink(temporary) }
    guard link(temporary, path) == 0 || errno == EEXIST else {
      throw .file(path: path, reason: systemReason)
    }
  }

  private static var systemReason: String { String(cString: strerror(errno)) }
}
