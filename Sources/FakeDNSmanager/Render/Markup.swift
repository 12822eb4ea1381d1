/// An XML element being built.
///
/// A value, so a reply can be compared in a test without being printed first. Printing escapes, keeps
/// the order of attributes and children, and never fails.
struct Markup: Sendable, Equatable {
  let name: String
  var attributes: [Reply.Cell]
  /// What it holds besides its elements; the panel never mixes the two.
  let text: String
  var elements: [Markup]

  /// An element that holds text alone; without text an empty element.
  init(_ name: String, _ attributes: [Reply.Cell] = [], text: String = "") {
    self.name = name
    self.attributes = attributes
    self.text = text
    elements = []
  }

  /// An element that holds elements alone.
  init(_ name: String, _ attributes: [Reply.Cell] = [], elements: [Markup]) {
    self.name = name
    self.attributes = attributes
    text = ""
    self.elements = elements
  }

  /// Writes the start tag without its end, `<name attribute="value"`.
  func writeStart(to output: inout String) {
    output += "<"
    output += name
    for attribute in attributes {
      output += " "
      output += attribute.name
      output += "=\""
      attribute.value.writeEscapedForXML(to: &output, quote: true)
      output += "\""
    }
  }

  /// Writes the element as XML text on one line, without a declaration.
  func write(to output: inout String) {
    writeStart(to: &output)
    guard !elements.isEmpty || !text.isEmpty else {
      output += "/>"
      return
    }
    output += ">"
    text.writeEscapedForXML(to: &output)
    for element in elements { element.write(to: &output) }
    output += "</"
    output += name
    output += ">"
  }
}

extension String {
  /// Writes the text escaped as libxml2, with which the product writes, does: `&`, `<` and `>`
  /// everywhere, `"` in attributes only.
  ///
  /// A line break becomes a reference, so that a row stays on one line. XML 1.0 has no way to write
  /// most control characters; they become U+FFFD, so that a client that stores one in a TXT record
  /// cannot make our list unreadable.
  fileprivate func writeEscapedForXML(to output: inout String, quote: Bool = false) {
    guard utf8.contains(where: Self.needsLook) else {
      output += self
      return
    }
    for scalar in unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"" where quote: output += "&quot;"
      case "\t", "\n", "\r": output += "&#\(scalar.value);"
      case "\u{00}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": output += "\u{FFFD}"
      default: output.unicodeScalars.append(scalar)
      }
    }
  }

  /// Whether a text that holds this byte may not go out as it is.
  private static func needsLook(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20...0x7E:
      byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
        || byte == UInt8(ascii: "\"")
    default: true
    }
  }
}
