private import Foundation

/// A mail read back by rules of its own: headers, and the two parts decoded.
package struct ReadMail {
  /// The headers by name.
  package let headers: [String: String]
  /// The plain part.
  package let text: String
  /// The part for browsers.
  package let html: String

  /// A message is not as mails must be.
  package struct Malformed: Error {
    let what: String
  }

  /// Reads a whole message.
  ///
  /// - Throws: ``Malformed``, also for lines that are too long or not ASCII.
  package init(_ message: String) throws {
    let lines = message.components(separatedBy: "\r\n")
    for line in lines {
      guard line.utf8.count <= 78,
        line.utf8.allSatisfy({ $0 == 9 || (0x20..<0x7F).contains($0) })
      else { throw Malformed(what: "a line that is long or not ASCII") }
    }
    let end = try Self.need("an end of the headers") { lines.firstIndex(of: "") }
    headers = Self.headers(Array(lines[..<end]))
    let type = headers["Content-Type"] ?? ""
    let boundary = try Self.need("a boundary") { type.firstMatch(of: /boundary="([^"]+)"/)?.1 }
    let body = lines[(end + 1)...].joined(separator: "\r\n")
    let parts = body.components(separatedBy: "--\(boundary)")
    guard parts.count == 4, parts[3].hasPrefix("--") else {
      throw Malformed(what: "no two parts")
    }
    text = try Self.decode(parts[1], type: "text/plain")
    html = try Self.decode(parts[2], type: "text/html")
  }

  /// The value behind a label of the plain part.
  package func value(_ label: String) -> String? {
    text.components(separatedBy: "\n").first { $0.hasPrefix("\(label): ") }
      .map { String($0.dropFirst(label.count + 2)) }
  }

  private static func headers(_ lines: [String]) -> [String: String] {
    Dictionary(
      lines.compactMap { line in
        let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
        return parts.count == 2 ? (parts[0], parts[1].trimmingCharacters(in: .whitespaces)) : nil
      }, uniquingKeysWith: { first, _ in first })
  }

  private static func decode(_ part: String, type: String) throws -> String {
    let halves = part.components(separatedBy: "\r\n\r\n")
    guard halves[0].contains("Content-Type: \(type); charset=utf-8") else {
      throw Malformed(what: "a part that is not \(type) in UTF-8")
    }
    let encoded = halves.dropFirst().joined(separator: "\r\n\r\n")
      .replacing("=\r\n", with: "").replacing("\r\n", with: "\n")
    var bytes: [UInt8] = []
    var rest = Array(encoded.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "=") else {
        bytes.append(byte)
        continue
      }
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      rest = rest.dropFirst(2)
      bytes.append(try need("two digits behind =") { UInt8(digits, radix: 16) })
    }
    return try need("UTF-8") { String(bytes: bytes, encoding: .utf8) }
  }

  private static func need<Value>(_ what: String, _ find: () -> Value?) throws -> Value {
    guard let found = find() else { throw Malformed(what: "without \(what)") }
    return found
  }
}
