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
  ///
  /// Where there were too many to be of use, the last one says how many more there are.
  public let problems: [SourceProblem]

  /// Nobody mends more than that at once, and a hostile file could hold millions.
  static let maximumCount = 1_000

  /// Creates the error from problems in any order; of very many the first ones are told.
  public init(_ problems: [SourceProblem]) {
    var told: Set<SourceProblem> = []
    let rest = problems.drop { problem in
      guard told.count < Self.maximumCount else { return false }
      told.insert(problem)
      return true
    }
    let ordered = told.sorted { ($0.place, $0.message) < ($1.place, $1.message) }
    let more = rest.first.map { SourceProblem($0.place, "and \(rest.count) more problems") }
    self.problems = ordered + [more].compactMap(\.self)
  }

  /// One problem per line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
