/// One thing that is wrong in a scenario, world or clause file, said so that it can be mended.
public struct SourceProblem: Hashable, Sendable, CustomStringConvertible {
  /// Where it is written.
  public let place: Place
  /// What is wrong, naming the value, and what would be right.
  public let message: String

  /// Creates a problem.
  public init(_ place: Place, _ message: String) {
    self.place = place
    self.message = message
  }

  /// The problem on one line: `file:line:column: message`.
  public var description: String { "\(place): \(message)" }
}

/// All problems of the files that were read, in reading order.
public struct InvalidSources: Error, Equatable, Sendable, CustomStringConvertible {
  /// At least one.
  public let problems: [SourceProblem]

  /// Creates the error from problems in any order.
  public init(_ problems: [SourceProblem]) {
    self.problems = problems.sorted { $0.place < $1.place }
  }

  /// One problem per line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
