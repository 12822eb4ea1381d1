/// A JSON value that keeps the order of its members.
indirect enum JSONValue {
  case string(String)
  case bool(Bool)
  case array([JSONValue])
  case object([(String, JSONValue)])

  /// Writes the value compactly, without any blank.
  func write(to output: inout String) {
    switch self {
    case .string(let text): text.writeQuotedForJSON(to: &output)
    case .bool(let flag): output += flag ? "true" : "false"
    case .array(let values):
      output += "["
      for (index, value) in values.enumerated() {
        if index > 0 { output += "," }
        value.write(to: &output)
      }
      output += "]"
    case .object(let members):
      output += "{"
      for (index, (name, value)) in members.enumerated() {
        if index > 0 { output += "," }
        name.writeQuotedForJSON(to: &output)
        output += ":"
        value.write(to: &output)
      }
      output += "}"
    }
  }
}

extension String {
  fileprivate func writeQuotedForJSON(to output: inout String) {
    output += "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
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
