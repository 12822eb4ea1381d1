extension YAMLDecoding {
  static let directiveMessage =
    "directives are not allowed; in a text, do not begin a line with '%'"

  /// Returns where the first line begins that `%` makes a directive.
  ///
  /// This looks at the text because libyaml compares each `%TAG` with all before it. It takes one for a
  /// directive behind a document as well, wherever a line can begin; only in a text in quotes that goes on
  /// at the margin could it be anything else.
  static func placeOfDirective(in text: String, file: String) -> Place? {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return nil }
    var line = 1
    var previous: Unicode.Scalar = "\n"
    var isStart = true
    for scalar in text.unicodeScalars {
      if isStart, scalar == "%" { return Place(file: file, line: line) }
      // A mark of the byte order may stand before everything else.
      isStart = breaks.contains(scalar) || (isStart && scalar == "\u{FEFF}")
      if breaks.contains(scalar), !(previous == "\r" && scalar == "\n") { line += 1 }
      previous = scalar
    }
    return nil
  }

  /// What ends a line for libyaml.
  private static let breaks: Set<Unicode.Scalar> = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]
}
