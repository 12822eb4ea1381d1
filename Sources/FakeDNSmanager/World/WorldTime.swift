/// A moment on a world's clock: whole seconds since 1970-01-01 00:00:00 UTC.
public struct WorldTime: Hashable, Sendable, Comparable, Codable {
  public let seconds: Int64

  public init(seconds: Int64) {
    self.seconds = seconds
  }

  public static func < (one: Self, other: Self) -> Bool { one.seconds < other.seconds }

  /// The moment so many seconds later; earlier when negative.
  public func advanced(by seconds: Int64) -> WorldTime {
    WorldTime(seconds: self.seconds + seconds)
  }
}
