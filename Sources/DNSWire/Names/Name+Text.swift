/// Names in presentation format (RFC 1035 section 5.1, RFC 4343 section 2.1).
extension Name: CustomStringConvertible {
  /// Reads a name as people and zone files write it: `www.example.com.`, `a\.b`, `\255`.
  ///
  /// - Parameters:
  ///   - text: Labels between dots; `\.` is a dot within a label, `\DDD` an octet in decimal; `@` is
  ///     the origin itself.
  ///   - origin: What is added when there is no final dot.
  /// - Throws: ``PresentationError`` on line 1, with the column of the fault.
  public init(_ text: String, relativeTo origin: Name = .root) throws(PresentationError) {
    try self.init(presentation: Array(text.utf8), relativeTo: origin, line: 1, column: 1)
  }

  /// Reads the octets of a name in presentation format that stand at `line` and `column`.
  init(
    presentation text: [UInt8], relativeTo origin: Name, line: Int, column: Int
  ) throws(PresentationError) {
    func failure(_ message: String, at index: Int) -> PresentationError {
      PresentationError(line: line, column: column + index, message: message)
    }
    if text == [UInt8(ascii: "@")] {
      self = origin
      return
    }
    if text == [UInt8(ascii: ".")] {
      self = .root
      return
    }
    var wire: [UInt8] = [0]
    var lengthIndex = 0
    var index = 0
    while index < text.count {
      let start = index
      let octet = text[index]
      if octet == UInt8(ascii: ".") {
        guard wire.count > lengthIndex + 1 else {
          throw failure("a label of a name must not be empty", at: start)
        }
        wire[lengthIndex] = UInt8(wire.count - lengthIndex - 1)
        lengthIndex = wire.count
        wire.append(0)
        index += 1
        continue
      }
      guard let (value, next) = unescapedOctet(in: text, at: index) else {
        throw failure("'\\' must be followed by a character or by 000 to 255", at: start)
      }
      wire.append(value)
      index = next
      guard wire.count - lengthIndex - 1 <= Self.maximumLabelByteCount else {
        throw failure("a label of a name has at most 63 octets", at: start)
      }
    }
    guard !text.isEmpty else { throw failure("a name must not be empty; the root is '.'", at: 0) }
    let labelLength = wire.count - lengthIndex - 1
    if labelLength > 0 {
      wire[lengthIndex] = UInt8(labelLength)
      wire += origin.wire
    }
    guard wire.count <= Self.maximumByteCount else {
      throw failure("a name has at most 255 octets on the wire, not \(wire.count)", at: 0)
    }
    self.init(validWire: wire)
  }

  /// The name in presentation format with its final dot; `.` for the root.
  public var description: String {
    guard !isRoot else { return "." }
    var text = ""
    for label in labels {
      for octet in label { text.appendEscaped(octet, special: Self.specialCharacters) }
      text += "."
    }
    return text
  }

  /// The name as it is written below `origin`: `@` for the origin, without the origin for what is
  /// below it, with its final dot for the rest.
  public func description(relativeTo origin: Name) -> String {
    guard isSubdomain(of: origin) else { return description }
    guard labelCount > origin.labelCount else { return "@" }
    guard !origin.isRoot else { return String(description.dropLast()) }
    let own = labels.prefix(labelCount - origin.labelCount)
    return own.map { label in
      var text = ""
      for octet in label { text.appendEscaped(octet, special: Self.specialCharacters) }
      return text
    }.joined(separator: ".")
  }

  /// What would be read as something else in a zone file.
  private static let specialCharacters = Set<UInt8>(".\\\"();@$".utf8)
}

extension String {
  /// Appends an octet as presentation format has it: itself, behind `\`, or as `\DDD`.
  mutating func appendEscaped(
    _ octet: UInt8, special: Set<UInt8>, printableFrom lowest: UInt8 = 0x21
  ) {
    if octet < lowest || octet > 0x7E {
      append("\\")
      if octet < 100 { append("0") }
      if octet < 10 { append("0") }
      append(String(octet))
    } else {
      if special.contains(octet) { append("\\") }
      unicodeScalars.append(Unicode.Scalar(octet))
    }
  }
}

/// Reads the octet at an index, which may be written as `\X` or `\DDD`, and says where the next is.
///
/// - Returns: `nil` for a backslash at the end or before a number that is not 000 to 255.
func unescapedOctet(in text: [UInt8], at index: Int) -> (value: UInt8, next: Int)? {
  guard text[index] == UInt8(ascii: "\\") else { return (text[index], index + 1) }
  guard index + 1 < text.count else { return nil }
  guard isDigit(text[index + 1]) else { return (text[index + 1], index + 2) }
  guard index + 3 < text.count, isDigit(text[index + 2]), isDigit(text[index + 3]) else {
    return nil
  }
  let value = text[index + 1...index + 3].reduce(0) { $0 * 10 + Int($1 - 0x30) }
  return UInt8(exactly: value).map { ($0, index + 4) }
}

func isDigit(_ octet: UInt8) -> Bool { octet &- 0x30 < 10 }
