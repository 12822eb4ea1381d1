/// The serial of a zone: a number that wraps, compared as RFC 1982 says.
public struct SerialNumber: Hashable, Sendable, CustomStringConvertible {
  /// The number on the wire.
  public let rawValue: UInt32

  /// Creates a serial from its number.
  public init(_ rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Whether this serial comes after another.
  ///
  /// Two serials that are 2^31 apart have no order: neither is newer (RFC 1982 section 3.2).
  public func isNewer(than other: SerialNumber) -> Bool {
    let distance = rawValue &- other.rawValue
    return distance != 0 && distance < 1 << 31
  }

  /// The next serial; zero follows the highest.
  public var next: SerialNumber { Self(rawValue &+ 1) }

  /// The number in decimal.
  public var description: String { String(rawValue) }
}
