/// A value stored with a service; the activation mail is made of them.
public struct ServiceParameter: Codable, Equatable, Sendable {
  /// Our own names, as the vendor's are not published (assumed: billing reference, U11).
  public enum Name: String, Codable, CaseIterable, Sendable {
    /// The address that the customer is told.
    case url = "dns_url"
    /// The DNSmanager user.
    case username = "dns_username"
    /// His password, encrypted.
    case password = "dns_password"
    /// The first name server.
    case ns1 = "dns_ns1"
    /// The second name server.
    case ns2 = "dns_ns2"
    /// The user's namespace.
    case namespace = "dns_namespace"
    /// A ``NameServerChoice``.
    case mode = "dns_mode"
    /// The id of the integration that made the user; written before the user is asked for.
    case integration = "dns_integration"
  }

  /// Which parameter.
  public let name: Name
  /// The value; `nil` when it is encrypted and must be asked for explicitly.
  public let value: String?

  /// Whether the value is stored encrypted.
  public var isEncrypted: Bool { value == nil }
}
