/// An XML element being built.
///
/// A value, so a reply can be compared in a test without being printed first. Printing escapes, keeps
/// the order of attributes and children, and never fails.
struct Markup: Sendable, Equatable {
  let name: String
  var attributes: [Reply.Cell]
  /// What it holds besides elements; the panel never mixes the two.
  let text: String
  /// Elements that hold text alone, in front of the others: a row as it is, so that a list of a
  /// thousand rows makes no element for each value.
  let cells: [Reply.Cell]
  var elements: [Markup]

  /// An element that holds text alone; without text an empty element.
  init(_ name: String, _ attributes: [Reply.Cell] = [], text: String = "") {
    self.name = name
    self.attributes = attributes
    self.text = text
    cells = []
    elements = []
  }

  /// An element that holds elements alone.
  init(
    _ name: String, _ attributes: [Reply.Cell] = [], cells: [Reply.Cell] = [],
    elements: [Markup] = []
  ) {
    self.name = name
    self.attributes = attributes
    text = ""
    self.cells = cells
    self.elements = elements
  }

  /// The elements that it holds, those of ``cells`` among them.
  var children: [Markup] { cells.map { Markup($0.name, text: $0.value) } + elements }

  /// Writes the start tag without its end, `<name attribute="value"`.
  func writeStart(to output: inout [UInt8]) {
    output.append(UInt8(ascii: "<"))
    output.write(name)
    for attribute in attributes {
      output.append(UInt8(ascii: " "))
      output.write(attribute.name)
      output.append(UInt8(ascii: "="))
      output.append(UInt8(ascii: "\""))
      output.writeEscapedForXML(attribute.value, quote: true)
      output.append(UInt8(ascii: "\""))
    }
  }

  /// Writes the element as XML text on one line, without a declaration.
  func write(to output: inout [UInt8]) {
    writeStart(to: &output)
    if elements.isEmpty, cells.isEmpty, text.isEmpty { return output.writeEmptyEnd() }
    output.append(UInt8(ascii: ">"))
    if !text.isEmpty { output.writeEscapedForXML(text) }
    for cell in cells { cell.write(to: &output) }
    for element in elements { element.write(to: &output) }
    output.writeEnd(of: name)
  }
}

extension Reply.Cell {
  /// Writes the cell as an element that holds text alone.
  fileprivate func write(to output: inout [UInt8]) {
    output.append(UInt8(ascii: "<"))
    output.write(name)
    guard !value.isEmpty else { return output.writeEmptyEnd() }
    output.append(UInt8(ascii: ">"))
    output.writeEscapedForXML(value)
    output.writeEnd(of: name)
  }
}

extension [UInt8] {
  // Signs are appended as octets: a text of one sign would cost what a long one does.

  fileprivate mutating func writeEnd(of name: String) {
    append(UInt8(ascii: "<"))
    append(UInt8(ascii: "/"))
    write(name)
    append(UInt8(ascii: ">"))
  }

  fileprivate mutating func writeEmptyEnd() {
    append(UInt8(ascii: "/"))
    append(UInt8(ascii: ">"))
  }

  /// Writes the text escaped as libxml2, with which the product writes, does: `&`, `<` and `>`
  /// everywhere, `"` in attributes only.
  ///
  /// A line break becomes a reference, so that a row stays on one line. XML 1.0 has no way to write
  /// most control characters; they become U+FFFD, so that a client that stores one in a TXT record
  /// cannot make our list unreadable.
  fileprivate mutating func writeEscapedForXML(_ text: String, quote: Bool = false) {
    // All that the switch below may replace.
    func isSuspect(_ byte: UInt8) -> Bool {
      byte < 0x20 || byte == 0xEF || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<")
        || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\"")
    }
    write(text, where: isSuspect) { bytes, index in
      switch bytes[index] {
      case UInt8(ascii: "&"): Escape("&amp;")
      case UInt8(ascii: "<"): Escape("&lt;")
      case UInt8(ascii: ">"): Escape("&gt;")
      case UInt8(ascii: "\"") where quote: Escape("&quot;")
      case 0x09: Escape("&#9;")
      case 0x0A: Escape("&#10;")
      case 0x0D: Escape("&#13;")
      case 0x00..<0x20: Escape("\u{FFFD}")
      // U+FFFE and U+FFFF.
      case 0xEF where bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE:
        Escape("\u{FFFD}", insteadOf: 3)
      default: nil
      }
    }
  }
}
