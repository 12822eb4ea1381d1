/// A language of messages; the panel falls back on English for any other (reference §5, quirk 22).
enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case russian = "ru"

  /// The language that a `lang` parameter asks for.
  init(parameter: String?) {
    self = parameter.flatMap { Language(rawValue: $0.lowercased()) } ?? .english
  }
}
