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

  /// The problem as `file:line:column: message`; further lines of the message are indented.
  ///
  /// A value that is quoted in it can have letters that a terminal takes for commands.
  public var description: String {
    "\(place): \(message)".unicodeScalars.reduce(into: "") { text, scalar in
      if scalar == "\n" {
        text += "\n  "
      } else if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
        text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }
}

/// All problems of the files that were read, in reading order.
public struct InvalidSources: Error, Equatable, Sendable, CustomStringConvertible {
  /// At least one; each is told once, however many scenarios use the fragment that it is in.
  public let problems: [SourceProblem]

  /// Creates the error from problems in any order.
  public init(_ problems: [SourceProblem]) {
    self.problems = Set(problems).sorted { ($0.place, $0.message) < ($1.place, $1.message) }
  }

  /// One problem per line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
