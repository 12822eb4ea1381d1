public import StrictYAML

/// One thing that was not as it must be, said so that the reader need not run it again.
public struct Finding: Equatable, Sendable, Codable, CustomStringConvertible {
  /// Where the check is written.
  public let place: Place
  /// What was looked at: `xpath /doc/ok equals`.
  public let path: String
  /// What should be there.
  public let expected: [String]
  /// What was there.
  public let actual: [String]

  /// Place, path, expected and actual, in three lines.
  public var description: String {
    """
    \(place.file):\(place.line): \(path)
      expected: \(Self.joined(expected))
      actual:   \(Self.joined(actual))
    """
  }

  private static func joined(_ values: [String]) -> String {
    values.isEmpty ? "(nothing)" : values.map { $0.prefix(300).printable }.joined(separator: " | ")
  }
}

extension StringProtocol {
  /// The text on one line and without control characters.
  ///
  /// What a target answered must not move a terminal's cursor or forge a line of a report.
  var printable: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.compactMap { scalar in
          if scalar.properties.isWhitespace { return " " }
          return scalar.properties.generalCategory == .control ? nil : scalar
        }))
  }
}
