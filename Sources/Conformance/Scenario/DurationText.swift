/// A length of time as people write it: a whole number and `ms`, `s`, `m`, `h` or `d`.
enum DurationText {
  /// What would be right, for messages.
  static let expected = "a whole number with ms, s, m, h or d, such as 500ms, 90s or 24h"

  /// The longest: 10,000 days.
  private static let longest = 10_000 * 86_400_000

  /// Returns the length; `nil` for another form, and for more than 10,000 days.
  static func duration(_ text: String) -> Duration? {
    guard let match = text.wholeMatch(of: /(\d{1,13})(ms|s|m|h|d)/),
      let number = Int(match.1), let unit = milliseconds[String(match.2)],
      number <= longest / unit
    else { return nil }
    return .milliseconds(number * unit)
  }

  private static let milliseconds = [
    "ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000,
  ]
}
