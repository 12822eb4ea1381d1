internal import DNSWire
internal import Foundation

extension SigningAlgorithm {
  var onWire: ZoneKey.Algorithm {
    switch self {
    case .ecdsaP256: .ecdsaP256
    case .ed25519: .ed25519
    }
  }
}

/// The days for which signatures are made: a zone is signed anew when the world's clock shows another
/// day, whichever way it was moved.
struct SigningDay: Equatable {
  private static let length: Int64 = 86_400
  /// Days after which a signature is worth nothing.
  ///
  /// Assumed: BIND's default (`sig-validity-interval` of 30 days, renewed at three quarters) leaves
  /// between 7 and 30.
  private static let validDays: Int64 = 14

  /// Days since 1970, in UTC.
  let number: Int64

  init(at time: WorldTime) { number = time.seconds / Self.length }

  /// From the day before, for who has another idea of the time.
  var validity: SignatureValidity {
    SignatureValidity(
      inception: UInt32(truncatingIfNeeded: (number - 1) * Self.length),
      expiration: UInt32(truncatingIfNeeded: (number + Self.validDays) * Self.length))
  }
}

/// Whose key it is.
enum KeyOwner {
  /// A domain, by its number: one of that name that is made anew has another key.
  case domain(Int64)
  /// The root or a registry's zone, by its name.
  case parent(String)

  fileprivate var text: String {
    switch self {
    case .domain(let id): "domain/\(id)"
    case .parent(let name): "parent/\(name)"
    }
  }
}

extension Transaction {
  /// The key of a zone: it follows from the world's seed, so no store holds it.
  func zoneKey(of owner: KeyOwner) throws -> ZoneKey {
    try ZoneKey(
      try settings().signingAlgorithm.onWire,
      derivedFrom: Array("\(try seed())/dnssec/\(owner.text)".utf8))
  }

  /// The DS record that the zone above a signed domain needs; `nil` when the domain is not signed.
  ///
  /// What a slave's master signs is the master's affair: the panel has no key of it.
  func delegationSigner(of domain: Domain) throws -> ResourceRecord? {
    guard domain.isSigned, domain.kind == .master, let name = try? Name("\(domain.name).") else {
      return nil
    }
    return ResourceRecord(
      name: name, ttl: 0, data: try zoneKey(of: .domain(domain.id)).delegationSigner(of: name))
  }
}
