/// A place in a file that a person wrote: what every message about it starts with.
public struct Place: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// The path as the user gave it, or as it was found below the folder that he gave.
  public let file: String
  /// Counts from 1.
  public let line: Int
  /// Counts Unicode scalars from 1.
  public let column: Int

  /// Creates a place.
  public init(file: String, line: Int = 1, column: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The place as compilers write it, `file:line:column`, which editors can jump to.
  public var description: String { "\(file):\(line):\(column)" }

  /// Sorts by file, then in reading order.
  public static func < (one: Self, other: Self) -> Bool {
    (one.file, one.line, one.column) < (other.file, other.line, other.column)
  }
}
