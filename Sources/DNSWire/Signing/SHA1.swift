internal import Crypto

/// The hash of the names in NSEC3 records, which has no other (RFC 5155 section 11).
enum SHA1 {
  /// Returns the 20 octets of a hash.
  static func hash(_ octets: [UInt8]) -> [UInt8] { Array(Insecure.SHA1.hash(data: octets)) }
}
