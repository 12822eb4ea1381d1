/// Text as quoted-printable (RFC 2045, 6.7): readable where it is ASCII, safe everywhere.
enum QuotedPrintable {
  /// The longest line, with the mark of a soft break.
  private static let maximumLength = 76

  /// The encoded lines, without line ends.
  static func lines(of text: String) -> [String] {
    let normal = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    return normal.flatMap { line in broken(tokens(of: Array(line.utf8))) }
  }

  /// One token per byte: itself, or `=` and two digits.
  private static func tokens(of bytes: [UInt8]) -> [String] {
    bytes.enumerated().map { index, byte in
      let isBlank = byte == 0x20 || byte == 0x09
      let isLast = index == bytes.count - 1
      let isPlain = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=")
      guard !isPlain, !isBlank || isLast else { return String(Unicode.Scalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.count < 2 ? "=0\(digits)" : "=\(digits)"
    }
  }

  private static func broken(_ tokens: [String]) -> [String] {
    tokens.reduce(into: [""]) { lines, token in
      if lines[lines.count - 1].utf8.count + token.utf8.count > maximumLength - 1 {
        lines[lines.count - 1] += "="
        lines.append("")
      }
      lines[lines.count - 1] += token
    }
  }
}
