/// A regular expression that a person wrote in a scenario.
///
/// Compiled where it is used: Swift's run-time expressions cannot be shared between tasks.
struct Pattern {
  private let expression: Regex<AnyRegexOutput>

  /// Compiles a text.
  ///
  /// - Throws: The parser's own error, which says what is wrong.
  init(_ text: String) throws {
    expression = try Regex(text)
  }

  /// Returns the number of groups that capture.
  ///
  /// - Throws: As ``init(_:)``.
  static func groupCount(of text: String) throws -> Int {
    // The text by itself: put into parentheses, some that is none becomes one.
    _ = try Regex(text)
    // An alternative that matches nothing makes every expression match, and a match has all groups. The
    // line end keeps a comment of the text from hiding it.
    let shape = try Regex("(?:\(text)\n)|")
    return ("".firstMatch(of: shape)?.output.count ?? 1) - 1
  }

  /// Whether the expression matches somewhere in a text.
  func matches(_ text: String) -> Bool {
    text.firstMatch(of: expression) != nil
  }

  /// Returns what the first group matched.
  func firstGroup(in text: String) -> String? {
    guard let match = text.firstMatch(of: expression), match.output.count > 1 else { return nil }
    return match.output[1].substring.map(String.init)
  }
}
