internal import Crypto

/// The key that a zone is signed with: one for all of it, which its DS record names (RFC 6781 section
/// 3.1.1 calls that a single-type signing scheme).
public struct ZoneKey: Sendable {
  /// How it signs; the numbers are IANA's.
  public enum Algorithm: UInt8, Sendable, CaseIterable {
    /// ECDSA over P-256 with SHA-256 (RFC 6605); no two signatures of the same data are alike.
    case ecdsaP256 = 13
    /// Ed25519 (RFC 8080); the same data has the same signature.
    case ed25519 = 15
  }

  fileprivate enum Secret {
    case ecdsaP256(P256.Signing.PrivateKey)
    case ed25519(Curve25519.Signing.PrivateKey)
  }

  private let secret: Secret
  /// The data of the DNSKEY record.
  public let record: RecordData
  /// The number that signatures and DS records call the key by (RFC 4034 appendix B).
  public let tag: UInt16

  /// A zone key that is also the entry point from the zone above (RFC 4034 section 2.1.1).
  private static let flags: UInt16 = 257
  /// RFC 4034 section 2.1.2.
  private static let protocolNumber: UInt8 = 3

  /// Makes the key that follows from some octets: the same octets make the same key.
  ///
  /// Whoever knows them has the key: good for tests and for nothing else.
  ///
  /// - Throws: An error of the crypto library, which nobody has seen yet.
  public init(_ algorithm: Algorithm, derivedFrom octets: [UInt8]) throws {
    let secret = try Secret(algorithm, octets)
    self.secret = secret
    record = .dnskey(
      flags: Self.flags, protocolNumber: Self.protocolNumber, algorithm: algorithm.rawValue,
      key: secret.publicOctets)
    tag = Self.tag(of: record.wire)
  }

  /// How it signs.
  public var algorithm: Algorithm {
    switch secret {
    case .ecdsaP256: .ecdsaP256
    case .ed25519: .ed25519
    }
  }

  /// The data of the DS record for the zone above, with a SHA-256 digest (RFC 4509).
  public func delegationSigner(of zone: Name) -> RecordData {
    .ds(
      keyTag: tag, algorithm: algorithm.rawValue, digestType: 2,
      digest: Array(SHA256.hash(data: zone.canonicalWire + record.wire)))
  }

  /// Signs octets.
  func signature(of octets: [UInt8]) throws -> [UInt8] {
    switch secret {
    case .ecdsaP256(let key): Array(try key.signature(for: octets).rawRepresentation)
    case .ed25519(let key): Array(try key.signature(for: octets))
    }
  }

  private static func tag(of record: [UInt8]) -> UInt16 {
    let sum = record.enumerated().reduce(UInt32(0)) { sum, octet in
      sum + (octet.offset.isMultiple(of: 2) ? UInt32(octet.element) << 8 : UInt32(octet.element))
    }
    return UInt16(truncatingIfNeeded: sum + sum >> 16 & 0xFFFF)
  }
}

extension ZoneKey.Secret {
  /// One number in four thousand million is no P-256 key; the next one is taken then.
  init(_ algorithm: ZoneKey.Algorithm, _ octets: [UInt8]) throws {
    let candidate = Array(SHA256.hash(data: octets))
    switch algorithm {
    case .ed25519:
      self = .ed25519(try Curve25519.Signing.PrivateKey(rawRepresentation: candidate))
    case .ecdsaP256:
      let key =
        try? P256.Signing.PrivateKey(rawRepresentation: candidate)
      self = .ecdsaP256(
        try key ?? P256.Signing.PrivateKey(rawRepresentation: SHA256.hash(data: candidate)))
    }
  }

  /// The public key as DNSKEY has it: both coordinates (RFC 6605 section 4), or the 32 octets of RFC
  /// 8080 section 3.
  var publicOctets: [UInt8] {
    switch self {
    case .ecdsaP256(let key): Array(key.publicKey.rawRepresentation)
    case .ed25519(let key): Array(key.publicKey.rawRepresentation)
    }
  }
}
