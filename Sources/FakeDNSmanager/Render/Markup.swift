/// An XML element being built.
///
/// A value, so a reply can be compared in a test without being printed first. Printing escapes, keeps
/// the order of attributes and children, and never fails.
struct Markup: Sendable, Equatable {
  enum Child: Sendable, Equatable {
    case element(Markup)
    case text(String)
  }

  let name: String
  var attributes: [Reply.Cell]
  var children: [Child]

  init(_ name: String, _ attributes: [Reply.Cell] = [], children: [Child] = []) {
    self.name = name
    self.attributes = attributes
    self.children = children
  }

  /// An element that holds text alone; empty text gives an empty element.
  init(_ name: String, _ attributes: [Reply.Cell] = [], text: String) {
    self.init(name, attributes, children: text.isEmpty ? [] : [.text(text)])
  }

  /// An element that holds elements alone.
  init(_ name: String, _ attributes: [Reply.Cell] = [], elements: [Markup]) {
    self.init(name, attributes, children: elements.map { .element($0) })
  }

  /// Writes the start tag without its end, `<name attribute="value"`.
  func writeStart(to output: inout String) {
    output += "<\(name)"
    for attribute in attributes {
      output += " \(attribute.name)=\""
      attribute.value.writeEscapedForXML(to: &output, quote: true)
      output += "\""
    }
  }

  /// Writes the element as XML text on one line, without a declaration.
  func write(to output: inout String) {
    writeStart(to: &output)
    guard !children.isEmpty else {
      output += "/>"
      return
    }
    output += ">"
    for child in children {
      switch child {
      case .element(let element): element.write(to: &output)
      case .text(let text): text.writeEscapedForXML(to: &output)
      }
    }
    output += "</\(name)>"
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
    guard utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F || Self.special.contains($0) }) else {
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

  private static let special = Array("&<>\"".utf8)
}
