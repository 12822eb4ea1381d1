private import Foundation
private import Synchronization

/// The settings as they were read last, with the text that they were read from.
///
/// Every call asks for them and they hardly ever change: decoding them took a third of a call's time.
/// The text is compared and nothing has to be told of changes, so a roll-back cannot leave this behind.
/// A lock guards the pair; it is taken inside of a transaction, where nobody else is.
final class ReadSettings: Sendable {
  private let last = Mutex<(text: String, settings: WorldSettings)?>(nil)

  /// The settings that a text stands for.
  ///
  /// Throws a decoding error when it stands for none.
  func settings(_ text: String) throws -> WorldSettings {
    try last.withLock { last in
      if let last, last.text == text { return last.settings }
      let settings = try JSONDecoder().decode(WorldSettings.self, from: Data(text.utf8))
      last = (text, settings)
      return settings
    }
  }
}
