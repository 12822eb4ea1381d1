/// A zone for free domain names in which the name that a service would get is taken.
extension ExplorationStage {
  /// The account of role user that owns the zone.
  static let zoneOwner = "zones"
  /// The id of the plan that ``offerFreeDomains()`` adds.
  static let planWithDomains: Int64 = 2
  /// The customer's server.
  static let serverAddress = "192.0.2.17"
  /// Where the name that is taken leads to.
  static let foreignAddress = "192.0.2.99"
  /// The name that is taken.
  static let takenName = "s117.\(zone)"
  /// The name that the service gets.
  static let nextFreeName = "s117-2.\(zone)"
  private static let zone = "free.example"
  private static let zonesAccount = ExplorationPanel.Account(
    name: zoneOwner, password: "zones-secret")

  func offerFreeDomains() async throws {
    let account = Self.zonesAccount
    try await reseller.createUser(NewPanelUser(name: account.name, password: account.password))
    try await owner.createMasterZone(Self.zone, address: "192.0.2.1")
    try await owner.addAddress(Self.foreignAddress, to: Self.takenName, zone: Self.zone)
    let form = IntegrationForm(
      panel: PanelKind.dnsmanager5.rawValue, name: "free", url: Self.url, username: account.name,
      password: account.password, freeDomain: true)
    let integration = try await provisioner.addIntegration(form, unchecked: true).integration
    try await provisioner.addFreeZone(Self.zone, integration: integration.id)
    try provisioner.addPlan(
      named: "T2", provider: 1, nameServers: NameServerResource(),
      freeDomain: FreeDomainOffer(integration: integration.id, template: "s@ID@.\(Self.zone)"))
  }

  func openWithFreeDomain() async throws {
    try await offerFreeDomains()
    try order(.provider, plan: Self.planWithDomains)
    _ = try await provisioner.perform(.open, service: Self.service)
  }

  func removeFreeDomain() async throws {
    for record in try await freeRecords() where record.value == Self.serverAddress {
      try await owner.deleteRecord(record.key, of: Self.zone)
    }
  }

  /// The addresses in the zone whose names begin as the template's do.
  func freeRecords() async throws -> [PanelRecord] {
    try await owner.records(of: Self.zone).filter { $0.type == "A" && $0.name.hasPrefix("s117") }
  }

  private var owner: DNSmanagerClient {
    get throws { try client(Self.zonesAccount) }
  }
}
