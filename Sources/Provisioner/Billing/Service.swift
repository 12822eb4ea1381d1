/// The state of a service, by the numbers of the vendor's API page (billing reference, 1.5).
public enum ServiceStatus: Int, Codable, CaseIterable, Sendable {
  /// Ordered, not begun.
  case ordered = 1
  /// In use.
  case active = 2
  /// Switched off for a time.
  case suspended = 3
  /// Closed for good.
  case deleted = 4
  /// Being opened.
  case processing = 5

  /// The state in words.
  public var name: String { "\(self)" }
}

/// A dedicated server that a customer ordered.
public struct Service: Codable, Equatable, Sendable {
  /// Above 0.
  ///
  /// The DNSmanager user is named after it, not after order or customer (NS-10).
  public let id: Int64
  /// Its kind; only ``dedicated`` is served.
  public let itemType: String
  /// The tariff plan's id.
  public let plan: Int64
  /// The plan before a tariff change that is not finished; `nil` without one.
  public let lastPlan: Int64?
  /// The provider, derived from the plan.
  public let provider: Int64
  /// The internal name of the chosen item of `ns`; `nil` means the plan's default.
  public let item: String?
  /// Where it stands.
  public let status: ServiceStatus
  /// The domain typed on the order form.
  public let domain: String?
  /// The name wanted for a private namespace.
  public let namespace: String?
  /// The server's address, IPv4 or IPv6 in its usual form.
  public let address: String?
  /// The chosen item of the resource `panel`; `nil` for a server without a control panel.
  public let panel: ControlPanel?
  /// Where the activation mail goes.
  public let email: String

  /// The item type of dedicated servers, the only one with name servers (NS-01).
  public static let dedicated = "dedic"

  /// The largest id that is given to an order which asks for none: beyond it readers of JSON lose
  /// digits (RFC 8259, section 6).
  public static let maximumOwnID: Int64 = 1 << 53
}

/// A control panel that a server can be ordered with: the resource `panel` (billing reference, 1.4).
///
/// The vendor's internal names are ids of licences; ours are assumed.
public enum ControlPanel: String, Codable, CaseIterable, Sendable {
  /// The one that can be connected to DNSmanager.
  case ispmanager
}

/// What a customer orders.
public struct Order: Sendable {
  /// The service's id; `nil` takes the next free one.
  public var id: Int64?
  /// The kind of service; others than ``Service/dedicated`` are kept and not served.
  public var itemType: String
  /// The tariff plan's id.
  public var plan: Int64
  /// The internal name of an item of `ns`; `nil` means the plan's default.
  public var item: String?
  /// The domain typed on the order form.
  public var domain: String?
  /// The name wanted for a private namespace (U2).
  public var namespace: String?
  /// The server's address, once it is known; a free domain name and a licence need it.
  public var address: String?
  /// The control panel ordered with the server.
  public var panel: ControlPanel?
  /// Where the activation mail goes.
  public var email: String

  /// Fills in an order.
  public init(
    id: Int64? = nil, itemType: String = Service.dedicated, plan: Int64, item: String? = nil,
    domain: String? = nil, namespace: String? = nil, address: String? = nil,
    panel: ControlPanel? = nil, email: String = "customer@example.com"
  ) {
    self.id = id
    self.itemType = itemType
    self.plan = plan
    self.item = item
    self.domain = domain
    self.namespace = namespace
    self.address = address
    self.panel = panel
    self.email = email
  }

  /// Checks the fields that later become a user name, a mail header and a request, and returns the order
  /// with its names and its address in their usual form.
  ///
  /// - Throws: ``BillingError/badField(_:value:expected:)``.
  func validated() throws(BillingError) -> Self {
    var order = self
    order.domain = try DomainName.given(domain, field: "domain")
    order.namespace = try NameServerNames.given(namespace: namespace)
    order.address = address.flatMap(ServerAddress.normalised)
    if let id, id <= 0 {
      throw .badField("id", value: "\(id)", expected: "a whole number above 0")
    }
    if let address, order.address == nil {
      throw .badField("address", value: address, expected: "an IPv4 or IPv6 address")
    }
    guard panel == nil || address != nil else {
      throw .badField(
        "address", value: "", expected: "the server's address, which its licence is bound to")
    }
    let parts = email.split(separator: "@", omittingEmptySubsequences: false)
    let isPlain = email.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>,;\"".utf8.contains($0) }
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), isPlain, email.utf8.count <= 254
    else { throw .badField("email", value: email, expected: "an address such as a@example.com") }
    return order
  }
}
