internal import Foundation

/// A mail as its reader's program shows it: our own reading, apart from the side that wrote it.
struct MailReading: Sendable {
  /// Header fields by lower-case name, unfolded and decoded, in order.
  let headers: [String: [String]]
  /// The text of the first plain text part.
  let text: String?
  /// The text of the first HTML part, its tags as they are, its characters as they are shown.
  let html: String?

  /// Reads RFC 5322 bytes; what is not there stays absent.
  init(_ bytes: [UInt8]) {
    let part = Part(bytes)
    headers = part.headers
    text = part.text(of: "text/plain")
    html = part.text(of: "text/html")?.resolvingCharacterReferences
  }

  /// The mail as a report shows it: its subject and its plain text.
  var page: String {
    let subject = headers["subject"]?.first.map { "Subject: \($0)\n\n" } ?? ""
    return subject + (text ?? "(no plain text part)")
  }
}

/// One MIME part with the parts inside it.
///
/// Lines of bytes, as a suite reads thousands: texts and regular expressions took a fifth of its time.
private struct Part {
  typealias Line = ArraySlice<UInt8>

  // A mail of ours has two levels; a hostile one may not make us recurse without end.
  private static let maximumDepth = 8

  let headers: [String: [String]]
  private let body: ArraySlice<Line>
  private let parts: [Part]

  init(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
    self.init(lines[...], depth: 0)
  }

  private init(_ lines: ArraySlice<Line>, depth: Int) {
    let head = lines.prefix { !$0.isEmpty }
    headers = Self.headers(head)
    body = lines.dropFirst(head.count + 1)
    guard depth < Self.maximumDepth,
      let boundary = Self.boundary(of: headers["content-type"]?.first ?? "")
    else {
      parts = []
      return
    }
    parts = Self.sections(of: body, boundary).map { Part($0, depth: depth + 1) }
  }

  func text(of type: String) -> String? {
    if !parts.isEmpty { return parts.lazy.compactMap { $0.text(of: type) }.first }
    let own = headers["content-type"]?.first?.lowercased() ?? "text/plain"
    return own.hasPrefix(type) ? decoded : nil
  }

  private var decoded: String {
    let encoding = headers["content-transfer-encoding"]?.first?.lowercased() ?? ""
    let bytes: [UInt8] =
      switch encoding {
      case "base64":
        Data(base64Encoded: Data(body.joined()), options: .ignoreUnknownCharacters)
          .map { Array($0) } ?? []
      case "quoted-printable": Array(quotedPrintable: body)
      default: Array(body.joined(separator: [UInt8(ascii: "\n")]))
      }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func headers(_ lines: ArraySlice<Line>) -> [String: [String]] {
    var fields: [(name: String, value: Line)] = []
    for line in lines {
      if let first = line.first, [0x20, 0x09].contains(first), let last = fields.indices.last {
        fields[last].value += line
      } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
        fields.append((String(latin1: line[..<colon]).lowercased(), line[(colon + 1)...]))
      }
    }
    return Dictionary(
      // Only now: a value may begin on the next line, and end with blanks.
      fields.map { ($0.name, [decodedWords(String(latin1: trimmed($0.value)))]) },
      uniquingKeysWith: +)
  }

  private static func trimmed(_ value: Line) -> Line {
    func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09].contains(byte) }
    let rest = value.drop(while: isBlank)
    return rest.lastIndex { !isBlank($0) }.map { rest[...$0] } ?? []
  }

  /// Decodes RFC 2047 words; the white space between two of them is not text.
  private static func decodedWords(_ value: String) -> String {
    guard value.contains("=?") else { return value }
    let joined = value.replacing(/\?=\s+=\?/) { _ in "?==?" }
    return joined.replacing(/=\?[^?]+\?([BbQq])\?([^?]*)\?=/) { match in
      let text = String(match.2)
      let bytes =
        match.1.lowercased() == "b"
        ? Data(base64Encoded: text).map { Array($0) } ?? []
        : Array(quotedPrintable: [Array(text.replacing("_", with: " ").utf8)[...]])
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// What stands before each part of a `multipart` type; `nil` for another type.
  private static func boundary(of type: String) -> Line? {
    guard type.lowercased().hasPrefix("multipart/") else { return nil }
    for parameter in parameters(of: type) {
      guard let equals = parameter.firstIndex(of: "="),
        parameter[..<equals].trimmingCharacters(in: .whitespaces).lowercased() == "boundary"
      else { continue }
      let text = parameter[parameter.index(after: equals)...].drop { $0.isWhitespace }
      let value =
        text.first == "\""
        ? text.dropFirst().prefix { $0 != "\"" } : text.prefix { !$0.isWhitespace && $0 != "(" }
      return value.isEmpty ? nil : Array("--\(value)".utf8)[...]
    }
    return nil
  }

  /// The parameters of a type; a semicolon inside quotes belongs to a value.
  private static func parameters(of type: String) -> ArraySlice<Substring> {
    var isQuoted = false
    let parts = type.split { letter in
      if letter == "\"" { isQuoted.toggle() }
      return letter == ";" && !isQuoted
    }
    return parts.dropFirst()
  }

  private static func sections(
    of lines: ArraySlice<Line>, _ boundary: Line
  ) -> [ArraySlice<Line>] {
    let borders = lines.indices.filter { lines[$0].starts(with: boundary) }.filter { index in
      // Blanks may follow and nothing else: a part's own boundary can begin like the one around it.
      let rest = trimmed(lines[index].dropFirst(boundary.count))
      return rest.isEmpty || rest.elementsEqual("--".utf8)
    }
    return zip(borders, borders.dropFirst() + [lines.endIndex])
      .prefix { !lines[$0.0].dropFirst(boundary.count).starts(with: "--".utf8) }
      .map { lines[($0 + 1)..<$1] }
  }
}

extension String {
  /// The text of bytes, each of which is one character: their charset is not known.
  fileprivate init(latin1 bytes: ArraySlice<UInt8>) {
    guard bytes.contains(where: { $0 >= 0x80 }) else {
      self.init(decoding: bytes, as: UTF8.self)
      return
    }
    self = ""
    unicodeScalars.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
  }
}

extension [UInt8] {
  /// The bytes that lines of quoted-printable stand for.
  fileprivate init(quotedPrintable lines: ArraySlice<ArraySlice<UInt8>>) {
    self = []
    for (number, line) in lines.enumerated() {
      let isSoft = line.last == UInt8(ascii: "=")
      var rest = isSoft ? line.dropLast() : line
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "="),
          let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
        {
          append(value)
          rest = rest.dropFirst(2)
        } else {
          append(byte)
        }
      }
      if !isSoft, number < lines.count - 1 { append(UInt8(ascii: "\n")) }
    }
  }
}
