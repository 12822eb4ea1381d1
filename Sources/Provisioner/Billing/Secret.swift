/// A password in memory that does not show itself.
///
/// Printing, interpolating or dumping it gives a fixed mark (NS-59); who needs the text says so with
/// ``text``.
public struct Secret: Equatable, Sendable {
  /// The password itself.
  ///
  /// Goes into a request body or an encrypted column, nowhere else.
  public let text: String

  /// Wraps a password.
  public init(_ text: String) {
    self.text = text
  }
}

extension Secret: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) {
    self.init(value)
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "(secret)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
