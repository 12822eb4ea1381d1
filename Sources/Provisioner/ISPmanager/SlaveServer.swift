/// A DNSmanager that an ISPmanager keeps in step: its form "Slave name servers" (billing reference,
/// 3.2).
public struct SlaveServer: Equatable, Sendable {
  /// How it came into the ISPmanager.
  public enum Origin: String, Codable, Sendable {
    /// The customer typed what was mailed to him (NS-21).
    case manual
    /// The licence brought it (NS-48).
    case licence
  }

  /// The address of DNSmanager.
  public var url: PanelURL
  /// The account there.
  public var username: String
  /// Its password.
  public var password: Secret
  /// The name servers that new domains are to have, first to last.
  public var nameServers: [String]
  /// How it came here.
  public var origin: Origin

  /// Fills in the form.
  public init(
    url: PanelURL, username: String, password: Secret, nameServers: [String],
    origin: Origin = .manual
  ) {
    self.url = url
    self.username = username
    self.password = password
    self.nameServers = nameServers
    self.origin = origin
  }
}
