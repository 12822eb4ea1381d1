/// How we know what our own panel answers: the marks of docs/functions.md.
enum WireBasis: Sendable, Equatable {
  /// The vendor's documents say so, and where.
  case documented(String)
  /// Client programs or captured answers show it, and which.
  case observed(String)
  /// Our conclusion, and from what.
  case assumed(String)
}
