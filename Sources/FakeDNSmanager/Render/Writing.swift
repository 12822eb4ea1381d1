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
    append(contentsOf: text.utf8)
  }

  /// Writes a text in UTF-8, with what `escape` gives in place of what may not stand there.
  ///
  /// `escape` is asked for the octet at each index. All octets are there, and they are valid UTF-8: it
  /// may look behind a lead octet at the rest of its character.
  mutating func write(
    _ text: String, escaping escape: (UnsafeBufferPointer<UInt8>, Int) -> Escape?
  ) {
    var text = text
    text.withUTF8 { bytes in
      var (written, index) = (0, 0)
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
