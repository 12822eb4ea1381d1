/// A control panel that name servers can be integrated with: step 1 of the form (NS-31, NS-32).
public enum PanelKind: String, Codable, CaseIterable, Sendable {
  /// The only one that serves provider and private name servers.
  case dnsmanager5
  /// Serves free domain names only.
  case ispmanager5
  /// Serves free domain names only.
  case ispmanager4
}

/// One entry of Integration → Name servers.
///
/// Its place among the others is its ``id``: ids grow and are never used twice, so an edit cannot move
/// it (NS-46).
public struct Integration: Equatable, Sendable {
  /// Counts from 1, in the order of creation.
  public let id: Int64
  /// The control panel behind ``url``.
  public var panel: PanelKind
  /// The provider that may use it; `nil` lets all of them.
  public var provider: Int64?
  /// Free text, 1 to 255 characters, kept as typed (NS-35).
  public var name: String
  /// Where the billing side reaches the panel.
  public var url: PanelURL
  /// The address that customers are told; `nil` means ``url`` (U13).
  public var publicURL: PanelURL?
  /// An account of role reseller for provider and private name servers (NS-37).
  public var username: String
  /// That account's password.
  public var password: Secret
  /// The box "For free domain name".
  public var freeDomain: Bool
  /// The box "Provider name server".
  public var providerNS: Bool
  /// The box "Private name server".
  public var privateNS: Bool
  /// Whether the panel's certificate is verified; the opt-out is per integration.
  public var verifiesTLS: Bool
  /// Deleted while services still used it: kept for closing those, chosen for nothing (U15).
  public var isRetired: Bool

  /// Whether the box for a choice is ticked; never for ``NameServerChoice/none``.
  public func isTicked(for choice: NameServerChoice) -> Bool {
    switch choice {
    case .provider: providerNS
    case .private: privateNS
    case .none: false
    }
  }

  /// The integration as messages name it.
  var label: String { "integration \(id) '\(name)'" }
}
