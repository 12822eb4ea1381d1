internal import DNSWire

/// A zone of the provider in which services get names; it exists on the panel already.
public struct FreeZone: Codable, Equatable, Sendable {
  /// Counts from 1.
  public let id: Int64
  /// The integration whose account owns it, by id.
  public let integration: Int64
  /// The zone's name, without a dot at the end.
  public let name: String
}

/// The free domain name of a service.
public struct FreeDomain: Codable, Equatable, Sendable {
  /// The service's id.
  public let service: Int64
  /// The integration that has the record, by id; remembered, whatever the plan says later.
  public let integration: Int64
  /// The provider's zone.
  public let zone: String
  /// The whole name, without a dot at the end.
  public let name: String
  /// The server's address, IPv4 or IPv6 in its usual form.
  public let address: String
  /// Whether the record is known to be there; before that it may or may not be.
  public let isMade: Bool

  /// Whether a record says what ours says.
  func isOurs(_ record: PanelRecord) -> Bool {
    isNamed(record) && record.type == ServerAddress.recordType(of: address)
      && ServerAddress.normalised(record.value) == address
  }

  /// Whether a record belongs to the same name, whatever it says.
  func isNamed(_ record: PanelRecord) -> Bool { record.isNamed(name) }
}

/// The address of a customer's server.
enum ServerAddress {
  /// Returns an IPv4 or IPv6 address in its usual form, `nil` for anything else.
  static func normalised(_ text: String) -> String? {
    IPv4Address(text).map { "\($0)" } ?? IPv6Address(text).map { "\($0)" }
  }

  /// `AAAA` for an IPv6 address, else `A`.
  static func recordType(of address: String) -> String { address.contains(":") ? "AAAA" : "A" }
}
