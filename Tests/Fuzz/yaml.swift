@testable import FakeDNSmanager
@testable import StrictYAML

/// The YAML reader: what it takes, written in quotes, reads the same; what it refuses has a place.
func fuzz(_ bytes: [UInt8]) {
  let text = String(decoding: bytes, as: UTF8.self)
  do throws(InvalidSources) {
    let node = try YAMLDecoding.node(in: text, file: "f")
    let written = node.flow
    let again = try? YAMLDecoding.node(in: written, file: "f")
    requireSame(again?.flow, written, "YAML")
    _ = try WorldFile.decode(yaml: text, file: "f")
  } catch {
    require(!error.problems.isEmpty, "refused without a reason")
    let lines = text.unicodeScalars.count {
      "\n\r\u{85}\u{2028}\u{2029}".unicodeScalars.contains($0)
    }
    for problem in error.problems {
      require(problem.place.line <= lines + 2, "\(problem) lies behind the end of \(lines) lines")
    }
  }
}

extension YAMLNode {
  /// The node as one line of flow style, its texts in double quotes.
  fileprivate var flow: String {
    switch content {
    // Flow style has no way to write nothing in a list; an empty text stands for it on both sides.
    case .nothing: "\"\""
    case .scalar(let text): text.quoted
    case .sequence(let items): "[\(items.map(\.flow).joined(separator: ", "))]"
    case .mapping(let entries):
      "{\(entries.map { "? \($0.key.quoted) : \($0.value.flow)" }.joined(separator: ", "))}"
    }
  }
}

extension String {
  fileprivate var quoted: String {
    let escaped = unicodeScalars.map { scalar in
      if scalar.isASCII, scalar.value >= 0x20, scalar.value != 0x7F, scalar != "\"", scalar != "\\"
      {
        return String(scalar)
      }
      let digits = String(scalar.value, radix: 16)
      return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }
    return "\"\(escaped.joined())\""
  }
}
