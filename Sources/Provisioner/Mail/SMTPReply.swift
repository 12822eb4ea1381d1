/// One answer of a mail server: a code and its lines (RFC 5321, 4.2).
struct SMTPReply: Equatable {
  /// Three digits.
  let code: Int
  /// What stands behind the code, line by line.
  let lines: [String]

  /// What stands behind the code of the first line.
  var text: String { lines.first ?? "" }

  /// The code that some servers say besides, such as `5.7.1` (RFC 3463); empty without one.
  var enhancedCode: String {
    text.prefixMatch(of: /[245]\.[0-9]{1,3}\.[0-9]{1,3}(?![^ ])/).map { String($0.output) } ?? ""
  }

  /// What ends an answer that does not stop: RFC 5321 allows 512 characters a line.
  static let maximumByteCount = 64 * 1024

  /// Takes one whole answer from the front of what has come; `nil` when more must come.
  ///
  /// - Throws: ``SMTPError/unreadable(_:)``.
  static func take(from bytes: inout [UInt8]) throws(SMTPError) -> Self? {
    var lines: [String] = []
    var start = bytes.startIndex
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      var line = String(decoding: bytes[start..<end], as: UTF8.self)
      if line.hasSuffix("\r") { line.removeLast() }
      start = end + 1
      guard let code = Int(line.prefix(3)), (200...599).contains(code) else {
        throw .unreadable("a line without a code")
      }
      lines.append(String(line.dropFirst(4)))
      guard line.dropFirst(3).first == "-" else {
        bytes.removeSubrange(..<start)
        return Self(code: code, lines: lines)
      }
    }
    guard bytes.count <= maximumByteCount else { throw .unreadable("an answer without an end") }
    return nil
  }

  /// The words behind a capability of `EHLO`; `nil` when it is not offered.
  func capability(_ name: String) -> [String]? {
    for line in lines.dropFirst() {
      let words = line.uppercased().split(separator: " ").map(String.init)
      if words.first == name { return Array(words.dropFirst()) }
    }
    return nil
  }
}
