/// A JSON value that keeps the order of its members.
indirect enum JSONValue {
  case string(String)
  case bool(Bool)
  case integer(Int)
  case array([JSONValue])
  case object([(String, JSONValue)])

  /// Which characters are escaped beyond what JSON demands.
  enum Escaping {
    case standard
    /// `\'`, which JSON does not know and the panel's own pages contain (reference §5, quirk 10).
    case apostrophesToo
  }

  /// The value on one line, with a line feed.
  var line: [UInt8] {
    var text: [UInt8] = []
    write(to: &text)
    text.write("\n")
    return text
  }

  /// Writes the value compactly, without any blank.
  func write(to output: inout [UInt8], escaping: Escaping = .standard) {
    switch self {
    case .string(let text): output.writeQuotedForJSON(text, escaping)
    case .bool(let flag): output.write(flag ? "true" : "false")
    case .integer(let number): output.write(String(number))
    case .array(let values):
      output.write("[")
      for (index, value) in values.enumerated() {
        if index > 0 { output.write(",") }
        value.write(to: &output, escaping: escaping)
      }
      output.write("]")
    case .object(let members):
      output.write("{")
      for (index, (name, value)) in members.enumerated() {
        if index > 0 { output.write(",") }
        output.writeQuotedForJSON(name, escaping)
        output.write(":")
        value.write(to: &output, escaping: escaping)
      }
      output.write("}")
    }
  }
}

extension [UInt8] {
  fileprivate mutating func writeQuotedForJSON(_ text: String, _ escaping: JSONValue.Escaping) {
    write("\"")
    // All that the switch below may replace.
    func isSuspect(_ byte: UInt8) -> Bool {
      byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
        || byte == UInt8(ascii: "'")
    }
    write(text, where: isSuspect) { bytes, index in
      switch bytes[index] {
      case UInt8(ascii: "\""): Escape("\\\"")
      case UInt8(ascii: "\\"): Escape("\\\\")
      case UInt8(ascii: "'") where escaping == .apostrophesToo: Escape("\\'")
      case 0x0A: Escape("\\n")
      case 0x0D: Escape("\\r")
      case 0x09: Escape("\\t")
      case let byte where byte < 0x20: Escape("\\u00" + CollectionOfOne(byte).hexDigits)
      default: nil
      }
    }
    write("\"")
  }
}
