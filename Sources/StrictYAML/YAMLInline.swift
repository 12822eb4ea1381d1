/// Values in one line, and texts in blocks.
enum YAMLInline {
  /// Returns a value in one line; `nil` when a text of several lines is in it.
  static func text(of node: YAMLNode, isInFlow: Bool) -> String? {
    switch node.content {
    case .nothing: return ""
    case .scalar(let text):
      return text.contains("\n") && isInFlow
        ? nil : quoted(text, as: node.quoting, isInFlow: isInFlow)
    case .sequence(let items):
      let texts = items.compactMap { self.text(of: $0, isInFlow: true) }
      return texts.count == items.count ? "[\(texts.joined(separator: ", "))]" : nil
    case .mapping(let entries):
      let texts = entries.compactMap { entry -> String? in
        guard let value = self.text(of: entry.value, isInFlow: true) else { return nil }
        let key = quoted(entry.key, as: .plain, isInFlow: true)
        return value.isEmpty ? "\(key):" : "\(key): \(value)"
      }
      if entries.isEmpty { return "{}" }
      return texts.count == entries.count ? "{ \(texts.joined(separator: ", ")) }" : nil
    }
  }

  /// Returns a text as it was quoted, or with double quotes where it needs some.
  static func quoted(_ text: String, as quoting: YAMLNode.Quoting, isInFlow: Bool) -> String {
    switch quoting {
    case .plain where isPlain(text, isInFlow: isInFlow): return text
    case .single where text.contains(where: { $0 == "\"" || $0 == "\\" }) && isPrintable(text):
      return "'\(text.replacing("'", with: "''"))'"
    default: return "\"\(escaped(text))\""
    }
  }

  /// Whether a text is read as it is when it is written as a block.
  ///
  /// The first line of a block says how deep all are indented, so it cannot begin with a blank of its
  /// own; folding takes every blank between words for one.
  static func canBeBlock(_ text: String) -> Bool {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.allSatisfy({ isPrintable($0.replacing("\t", with: "")) }) else { return false }
    if lines.count == 1 { return text.split(separator: " ").joined(separator: " ") == text }
    let beginning = lines.prefix { $0.allSatisfy(\.isWhitespace) }.count
    return lines.prefix(beginning + 1).allSatisfy { $0.first?.isWhitespace != true }
  }

  /// The mark of a block of text: folded for one paragraph, else line by line.
  static func blockMark(of text: String) -> String {
    guard text.contains("\n") else { return ">-" }
    if !text.hasSuffix("\n") { return "|-" }
    return text.hasSuffix("\n\n") || text == "\n" ? "|+" : "|"
  }

  /// The lines of a block of text; a single paragraph is broken between words.
  static func blockLines(of text: String, width: Int) -> [String] {
    guard !text.contains("\n") else {
      let body = text.hasSuffix("\n") ? text.dropLast() : text[...]
      return body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    var lines: [String] = []
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if let last = lines.last, last.count + word.count < width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  /// Whether a text can stand without quotes and is then read as it is.
  private static func isPlain(_ text: String, isInFlow: Bool) -> Bool {
    guard let first = text.first, isPrintable(text), text.first != " ", text.last != " ",
      text.last != ":", !text.contains(": "), !text.contains(" #")
    else { return false }
    if isInFlow, text.contains(where: { ",[]{}".contains($0) }) { return false }
    if isInFlow, text.contains(":"), text.contains("?") || text.hasPrefix(":") { return false }
    if "-?:".contains(first) {
      return text.count > 1 && text.dropFirst().first != " " && !text.hasPrefix("---")
    }
    return !",[]{}#&*!|>'\"%@`".contains(first)
  }

  private static func isPrintable(_ text: some StringProtocol) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !needsEscape($0) }
  }

  /// Whether a letter cannot be seen, or ends a line of YAML.
  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    (0x7F...0xA0).contains(scalar.value) || [0x2028, 0x2029, 0xFEFF].contains(scalar.value)
      || (0xFFFE...0xFFFF).contains(scalar.value)
  }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20 || needsEscape(scalar):
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let (letter, width) = scalar.value <= 0xFF ? ("x", 2) : ("u", 4)
        result += "\\\(letter)" + String(repeating: "0", count: width - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
