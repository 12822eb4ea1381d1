/// Something that was sent or seen, kept for the report with its secrets removed.
public struct Evidence: Sendable, Hashable, Codable {
  /// What it is: `request`, `answer`, `mail`.
  public let kind: String
  /// The text, at most ``maximumLength`` characters of it.
  public let text: String

  /// How much of a text is kept.
  static let maximumLength = 2_000

  init(_ kind: String, _ text: String) {
    self.kind = kind
    self.text = String(text.prefix(Self.maximumLength))
  }
}
