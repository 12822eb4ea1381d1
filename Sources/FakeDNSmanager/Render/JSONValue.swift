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
    var text = ""
    write(to: &text)
    return Array("\(text)\n".utf8)
  }

  /// Writes the value compactly, without any blank.
  func write(to output: inout String, escaping: Escaping = .standard) {
    switch self {
    case .string(let text): text.writeQuotedForJSON(to: &output, escaping)
    case .bool(let flag): output += flag ? "true" : "false"
    case .integer(let number): output += String(number)
    case .array(let values):
      output += "["
      for (index, value) in values.enumerated() {
        if index > 0 { output += "," }
        value.write(to: &output, escaping: escaping)
      }
      output += "]"
    case .object(let members):
      output += "{"
      for (index, (name, value)) in members.enumerated() {
        if index > 0 { output += "," }
        name.writeQuotedForJSON(to: &output, escaping)
        output += ":"
        value.write(to: &output, escaping: escaping)
      }
      output += "}"
    }
  }
}

extension String {
  fileprivate func writeQuotedForJSON(to output: inout String, _ escaping: JSONValue.Escaping) {
    output += "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "'" where escaping == .apostrophesToo: output += "\\'"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case "\u{00}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}
