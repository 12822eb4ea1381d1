/// What a customer can choose as name servers (NS-04).
public enum NameServerChoice: String, Codable, CaseIterable, Sendable {
  /// The provider's: a user in the namespace of the integration's reseller.
  case provider
  /// His own: a user with a namespace of his own.
  case `private`
  /// None at all: DNSmanager is never called.
  case none
}

/// The tariff-plan resource "Name servers", internal name `ns`: an enumeration.
public struct NameServerResource: Codable, Equatable, Sendable {
  /// One entry of the enumeration.
  public struct Item: Codable, Equatable, Sendable {
    /// The internal name, which an order carries.
    ///
    /// Compared without regard to case.
    public var name: String
    /// What it means.
    public var choice: NameServerChoice

    /// Makes an entry.
    public init(name: String, choice: NameServerChoice) {
      self.name = name
      self.choice = choice
    }
  }

  /// Whether the plan offers it; off means that nobody gets name servers (NS-02).
  public var isEnabled: Bool
  /// What the order form offers, in its order.
  public var items: [Item]
  /// The internal name that counts when the order names none.
  public var defaultItem: String
  /// Further internal names that are understood but not offered.
  public var aliases: [Item]

  /// Makes the resource; without arguments it is the standard one with exactly three items.
  ///
  /// The internal names are not published; assumed: billing reference, U1 and U21.
  public init(
    isEnabled: Bool = true,
    items: [Item] = NameServerChoice.allCases.map { Item(name: $0.rawValue, choice: $0) },
    defaultItem: String = NameServerChoice.none.rawValue,
    aliases: [Item] = [
      Item(name: "client", choice: .private), Item(name: "own", choice: .private),
      Item(name: "", choice: .none),
    ]
  ) {
    self.isEnabled = isEnabled
    self.items = items
    self.defaultItem = defaultItem
    self.aliases = aliases
  }

  /// Returns what an internal name means, or `nil` when the enumeration does not have it.
  ///
  /// The name is that of the service's item; `nil` counts as ``defaultItem``.
  public func choice(named name: String?) -> NameServerChoice? {
    let wanted = (name ?? defaultItem).lowercased()
    return (items + aliases).first { $0.name.lowercased() == wanted }?.choice
  }
}

/// A tariff plan for dedicated servers.
public struct TariffPlan: Codable, Equatable, Sendable {
  /// Counts from 1.
  public let id: Int64
  /// Unique.
  public let name: String
  /// The provider whose plan it is; that of its services too.
  public let provider: Int64
  /// The resource `ns`; `nil` when the plan lacks it.
  public let nameServers: NameServerResource?
  /// The free domain names that it offers; `nil` when it offers none.
  public let freeDomain: FreeDomainOffer?
}
