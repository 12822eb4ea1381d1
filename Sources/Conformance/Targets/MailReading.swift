internal import Foundation

/// A mail as its reader's program shows it: our own reading, apart from the side that wrote it.
struct MailReading: Sendable {
  /// Header fields by lower-case name, unfolded and decoded, in order.
  let headers: [String: [String]]
  /// The text of the first plain text part.
  let text: String?
  /// The text of the first HTML part.
  let html: String?

  /// Reads RFC 5322 bytes; what is not there stays absent.
  init(_ bytes: [UInt8]) {
    let part = Part(bytes, depth: 0)
    headers = part.headers
    text = part.text(of: "text/plain")
    html = part.text(of: "text/html")
  }
}

/// One MIME part with the parts inside it.
private struct Part {
  // A mail of ours has two levels; a hostile one may not make us recurse without end.
  private static let maximumDepth = 8

  let headers: [String: [String]]
  private let body: String
  private let parts: [Part]

  init(_ bytes: [UInt8], depth: Int) {
    // ISO Latin 1 keeps every byte as one scalar until the charset is known.
    let text = String(bytes: bytes, encoding: .isoLatin1) ?? ""
    let lines = text.replacing("\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
    let head = lines.prefix { !$0.isEmpty }
    headers = Self.headers(head)
    body = lines.dropFirst(head.count + 1).joined(separator: "\n")
    let type = headers["content-type"]?.first ?? ""
    guard depth < Self.maximumDepth, type.lowercased().hasPrefix("multipart/"),
      let boundary = type.firstMatch(of: /boundary="?([^";]+)"?/).map({ String($0.1) })
    else {
      parts = []
      return
    }
    parts = Self.split(body, boundary).map { Part(Array(latin1: $0), depth: depth + 1) }
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
        Data(base64Encoded: body, options: .ignoreUnknownCharacters).map { Array($0) } ?? []
      case "quoted-printable": Array(quotedPrintable: body.replacing("=\n", with: ""))
      default: Array(latin1: body)
      }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func headers(_ lines: some Sequence<Substring>) -> [String: [String]] {
    var fields: [(name: String, value: String)] = []
    for line in lines {
      if line.first == " " || line.first == "\t", let last = fields.indices.last {
        fields[last].value += line
      } else if let colon = line.firstIndex(of: ":") {
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        fields.append((line[..<colon].lowercased(), String(value)))
      }
    }
    return Dictionary(fields.map { ($0.name, [decodedWords($0.value)]) }, uniquingKeysWith: +)
  }

  /// Decodes RFC 2047 words; the white space between two of them is not text.
  private static func decodedWords(_ value: String) -> String {
    let joined = value.replacing(/\?=\s+=\?/) { _ in "?==?" }
    return joined.replacing(/=\?[^?]+\?([BbQq])\?([^?]*)\?=/) { match in
      let text = String(match.2)
      let bytes =
        match.1.lowercased() == "b"
        ? Data(base64Encoded: text).map { Array($0) } ?? []
        : Array(quotedPrintable: text.replacing("_", with: " "))
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  private static func split(_ body: String, _ boundary: String) -> [String] {
    let sections = "\n\(body)".components(separatedBy: "\n--\(boundary)")
    return sections.dropFirst().prefix { !$0.hasPrefix("--") }.map { section in
      String(section.drop { $0 != "\n" }.dropFirst())
    }
  }
}

extension [UInt8] {
  /// The bytes of a text that was read as ISO Latin 1.
  fileprivate init(latin1 text: String) {
    self = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }

  /// The bytes that quoted-printable stands for, soft line breaks already removed.
  fileprivate init(quotedPrintable text: String) {
    var bytes: [UInt8] = []
    var rest = Array(latin1: text)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "="),
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    self = bytes
  }
}
