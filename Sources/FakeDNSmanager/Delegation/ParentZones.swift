/// The zones above the customers' own, so that a resolver can start at the root: what registries run.
///
/// The root is served on one address and the zones of all registries on another, both on the port of the
/// world's name server. See `docs/decisions/0007-delegation.md`.
public struct ParentZones: Sendable, Equatable, Codable {
  /// Where the root zone is served; a loopback address that no namespace can get.
  public var rootAddress = "127.54.0.1"
  /// Where the zones of the registries are served; may be the root's.
  public var registryAddress = "127.54.0.2"
  /// The zones of the registries: lower case, no final dot, below each other where they are.
  public var zones = ["com", "example", "in-addr.arpa", "ip6.arpa", "net", "org", "test"]

  /// Whether they are signed, so that a resolver that trusts the root can validate.
  public var isSigned = true

  public init() {}

  /// Where the name servers of these zones answer.
  var addresses: Set<String> { [rootAddress, registryAddress] }

  /// The registry's zone that a domain is delegated from, `nil` for the root's; a zone is not above
  /// itself.
  func zone(above domain: String) -> String? {
    zones.filter { domain.hasSuffix(".\($0)") }.max { $0.utf8.count < $1.utf8.count }
  }

  /// The same by their fields in a world file.
  var addressFields: [(field: String, address: String)] {
    [("root", rootAddress), ("registry", registryAddress)]
  }

  /// Checks that they can be served beside the namespaces that get their addresses from a pool.
  ///
  /// - Throws: ``DelegationError`` for an address that is no IPv4 address or in the pool, and for a zone
  ///   that no domain can be below.
  func validate(beside pool: [AddressRange]) throws(DelegationError) {
    for (field, address) in addressFields {
      guard IPAddress(formValue: address)?.family == .v4,
        !pool.contains(where: { $0.contains(address) })
      else {
        throw DelegationError(field, address, "must be an IPv4 address outside of the address pool")
      }
    }
    for zone in zones where DomainName("a.\(zone)")?.text != "a.\(zone)" {
      throw DelegationError("zones", zone, "must be a zone such as com, in lower case")
    }
  }
}
