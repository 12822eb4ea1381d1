import Foundation
import Testing

/// A mail read back by rules of its own: headers, and the two parts decoded.
struct ReadMail {
  let headers: [String: String]
  let text: String
  let html: String

  init(_ message: String) throws {
    let lines = message.components(separatedBy: "\r\n")
    for line in lines {
      try #require(
        line.utf8.count <= 78 && line.utf8.allSatisfy { $0 == 9 || (0x20..<0x7F).contains($0) })
    }
    let end = try #require(lines.firstIndex(of: ""))
    headers = Self.headers(Array(lines[..<end]))
    let type = try #require(headers["Content-Type"])
    let boundary = try #require(type.firstMatch(of: /boundary="([^"]+)"/)).1
    let body = lines[(end + 1)...].joined(separator: "\r\n")
    let parts = body.components(separatedBy: "--\(boundary)")
    try #require(parts.count == 4 && parts[3].hasPrefix("--"))
    text = try Self.decode(parts[1], type: "text/plain")
    html = try Self.decode(parts[2], type: "text/html")
  }

  /// The value behind a label of the plain part.
  func value(_ label: String) -> String? {
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
    try #require(halves[0].contains("Content-Type: \(type); charset=utf-8"))
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
      bytes.append(try #require(UInt8(digits, radix: 16)))
    }
    return try #require(String(bytes: bytes, encoding: .utf8))
  }
}
