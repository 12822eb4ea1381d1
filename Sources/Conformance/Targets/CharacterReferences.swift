extension String {
  /// The text with HTML's character references replaced by what a reader sees, each once.
  ///
  /// Of the two thousand names those that programs write for their own signs; others stay as they are.
  var resolvingCharacterReferences: String {
    guard utf8.contains(UInt8(ascii: "&")) else { return self }
    var text = ""
    var rest = self[...]
    while let start = rest.firstIndex(of: "&") {
      text += rest[..<start]
      rest = rest[start...].dropFirst()
      let name = rest.prefix(Self.longestReference).prefix { $0 != ";" }
      if let letter = Self.letter(named: name), rest.dropFirst(name.count).first == ";" {
        text.unicodeScalars.append(letter)
        rest = rest.dropFirst(name.count + 1)
      } else {
        text += "&"
      }
    }
    return text + rest
  }

  /// `#x10FFFF`, and leading zeros.
  private static let longestReference = 10

  private static func letter(named name: Substring) -> Unicode.Scalar? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case "nbsp": return "\u{a0}"
    default: break
    }
    guard name.first == "#" else { return nil }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first?.lowercased() == "x"
    let number = UInt32(isHexadecimal ? digits.dropFirst() : digits, radix: isHexadecimal ? 16 : 10)
    return number.flatMap { Unicode.Scalar($0) }
  }
}
