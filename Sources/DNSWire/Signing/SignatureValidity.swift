/// From when until when signatures hold; both in seconds since 1970, modulo 2^32.
public struct SignatureValidity: Hashable, Sendable {
  /// The first second.
  public let inception: UInt32
  /// The last second.
  public let expiration: UInt32

  /// Creates a validity from its ends.
  public init(inception: UInt32, expiration: UInt32) {
    self.inception = inception
    self.expiration = expiration
  }
}
