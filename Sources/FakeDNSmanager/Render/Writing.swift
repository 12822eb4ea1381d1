/// What stands for an octet, or for a few, that may not go out as they are.
struct Escape {
  let text: String
  /// How many octets it stands for.
  let length: Int

  init(_ text: String, insteadOf length: Int = 1) {
    self.text = text
    self.length = length
  }
}

/// Answers are written as the octets that go out: strings of them would be copied once more.
extension [UInt8] {
  /// Writes a text in UTF-8.
  mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { append(contentsOf: $0) }
  }

  /// Writes a text in UTF-8, with what `escape` gives in place of what may not stand there.
  ///
  /// `escape` is asked for the octet at each index from the first on that `isSuspect`, which hardly any
  /// text has. All octets are there, and they are valid UTF-8: it may look behind a lead octet at the
  /// rest of its character.
  @inline(__always)
  mutating func write(
    _ text: String, where isSuspect: (UInt8) -> Bool,
    escaping escape: (UnsafeBufferPointer<UInt8>, Int) -> Escape?
  ) {
    var text = text
    text.withUTF8 { bytes in
      guard let first = bytes.firstIndex(where: isSuspect) else { return append(contentsOf: bytes) }
      var (written, index) = (0, first)
      while index < bytes.count {
        guard let replacement = escape(bytes, index) else {
          index += 1
          continue
        }
        append(contentsOf: UnsafeBufferPointer(rebasing: bytes[written..<index]))
        write(replacement.text)
        index += replacement.length
        written = index
      }
      append(contentsOf: UnsafeBufferPointer(rebasing: bytes[written...]))
    }
  }
}
