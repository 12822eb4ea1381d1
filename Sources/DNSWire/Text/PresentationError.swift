/// Why a text is not a name, a record or a zone in presentation format.
public struct PresentationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The line of the fault, from 1.
  public let line: Int
  /// The column of the fault in octets, from 1.
  public let column: Int
  /// What is wrong and what would be right, for people.
  public let message: String

  /// Creates an error at a place in a text.
  public init(line: Int, column: Int, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }

  /// The error on one line.
  public var description: String { "line \(line), column \(column): \(message)" }
}
