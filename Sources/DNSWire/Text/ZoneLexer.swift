/// A word or a quoted string of a zone file, with its escapes still in it.
struct ZoneToken {
  let text: [UInt8]
  let isQuoted: Bool
  let line: Int
  let column: Int

  func failure(_ message: String) -> PresentationError {
    PresentationError(line: line, column: column, message: message)
  }

  /// The text as it may stand in a message: short, and without control characters.
  var shown: String {
    var shown = ""
    for octet in text.prefix(64) { shown.appendEscaped(octet, special: [], printableFrom: 0x20) }
    return "'\(shown)\(text.count > 64 ? "…" : "")'"
  }

  /// The text, for what is plain ASCII.
  var string: String { String(decoding: text, as: UTF8.self) }
}

/// The tokens of one record or directive; parentheses may spread it over several lines.
struct ZoneEntry {
  /// Whether the line starts with a blank, so that the owner is the one before.
  let startsWithBlank: Bool
  let tokens: [ZoneToken]
}

/// Cuts a zone file into entries: comments, parentheses and quotes of RFC 1035 section 5.1.
struct ZoneLexer {
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var lineStart = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next entry that has a token, or `nil` at the end of the text.
  mutating func next() throws(PresentationError) -> ZoneEntry? {
    while index < bytes.count {
      let startsWithBlank = isBlank(bytes[index])
      let tokens = try entryTokens()
      if !tokens.isEmpty { return ZoneEntry(startsWithBlank: startsWithBlank, tokens: tokens) }
    }
    return nil
  }

  private func failure(_ message: String, at index: Int) -> PresentationError {
    PresentationError(line: line, column: index - lineStart + 1, message: message)
  }

  /// Reads up to the end of a line that is not within parentheses.
  private mutating func entryTokens() throws(PresentationError) -> [ZoneToken] {
    var tokens: [ZoneToken] = []
    var parenthesis: PresentationError?
    while index < bytes.count {
      let octet = bytes[index]
      switch octet {
      case UInt8(ascii: "\n"):
        endLine()
        if parenthesis == nil { return tokens }
      case UInt8(ascii: ";"):
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
      case UInt8(ascii: "("):
        guard parenthesis == nil else { throw failure("'(' must not stand within '('", at: index) }
        parenthesis = failure("this '(' is never closed", at: index)
        index += 1
      case UInt8(ascii: ")"):
        guard parenthesis != nil else { throw failure("this ')' closes nothing", at: index) }
        parenthesis = nil
        index += 1
      case UInt8(ascii: "\""): tokens.append(try quoted())
      case _ where isBlank(octet): index += 1
      default: tokens.append(try word())
      }
    }
    if let parenthesis { throw parenthesis }
    return tokens
  }

  private mutating func endLine() {
    index += 1
    line += 1
    lineStart = index
  }

  private mutating func quoted() throws(PresentationError) -> ZoneToken {
    let start = index
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
      if bytes[index] == UInt8(ascii: "\"") {
        defer { index += 1 }
        return token(from: start + 1, isQuoted: true, column: start)
      }
      let isEscape = bytes[index] == UInt8(ascii: "\\")
      index += 1
      if isEscape, index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
    }
    throw failure("this '\"' is not closed on its line", at: start)
  }

  private mutating func word() throws(PresentationError) -> ZoneToken {
    let start = index
    while index < bytes.count, !Self.endsWord(bytes[index]) {
      guard bytes[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      guard index + 1 < bytes.count, bytes[index + 1] != UInt8(ascii: "\n") else {
        throw failure("'\\' must be followed by a character or by 000 to 255", at: index)
      }
      index += 2
    }
    return token(from: start, isQuoted: false, column: start)
  }

  private func token(from start: Int, isQuoted: Bool, column: Int) -> ZoneToken {
    ZoneToken(
      text: Array(bytes[start..<index]), isQuoted: isQuoted, line: line,
      column: column - lineStart + 1)
  }

  private static func endsWord(_ octet: UInt8) -> Bool {
    isBlank(octet) || octet == UInt8(ascii: "\n") || octet == UInt8(ascii: ";")
      || octet == UInt8(ascii: "(") || octet == UInt8(ascii: ")") || octet == UInt8(ascii: "\"")
  }
}

/// A space, a tab, or the carriage return before a line feed.
private func isBlank(_ octet: UInt8) -> Bool { octet == 0x20 || octet == 0x09 || octet == 0x0D }
