import Provisioner
import Testing

struct LicenceTests {
  private let shop: Shop

  init() async throws {
    shop = try Shop()
    try await shop.integrate()
  }

  @Test func `an ISPmanager with a licence connects itself to DNSmanager`() async throws {
    try shop.billing().registerBillingDomain("Billing.NSlab.invalid.")
    try await open()

    let (handOver, server) = try await activate()

    guard case .settings = handOver else { throw ActivationFailed() }
    #expect(server?.origin == .licence)
    #expect(server?.username == "dns117")
    #expect(server?.password.text == shop.panel.orderedUsers["dns117"]?.password)
    #expect(server?.nameServers == ["ns1.company.com", "ns2.company.com"])
  }

  @Test(
    arguments: [
      ("private", true, "billing.nslab.invalid", "does not have provider"),
      ("none", true, "billing.nslab.invalid", "does not have provider"),
      ("provider", true, "other.example", "is not the domain"),
      ("provider", true, nil, "carries no settings"),
    ] as [(String, Bool, String?, String)])
  func `whoever is not to be connected gets nothing`(
    item: String, hasPanel: Bool, domain: String?, reason: String
  ) async throws {
    if let domain { try shop.billing().registerBillingDomain(domain) }
    try await open(item: item)

    let (handOver, server) = try await activate()

    guard case .nothing(let said) = handOver else { throw ActivationFailed() }
    #expect(said.contains(reason))
    #expect(server == nil)
  }

  @Test func `a registration reaches later licences and changes no earlier one`() async throws {
    try await open(1)
    try shop.billing().registerBillingDomain("billing.nslab.invalid")
    try await open(2)
    try await open(3)
    try shop.billing().registerBillingDomain("moved.example")
    try await open(4)
    _ = try await shop.billing().perform(.reopen, service: 1)

    #expect(
      try shop.billing().licences().map(\.billingDomain)
        == [nil, "billing.nslab.invalid", "billing.nslab.invalid", "moved.example"])
  }

  @Test func `a customer who changes to private gets nothing any more`() async throws {
    try shop.billing().registerBillingDomain("billing.nslab.invalid")
    try await open()
    _ = try await shop.billing().change(117, to: ServiceChange(item: "private"))

    guard case .nothing = try await activate().0 else { throw ActivationFailed() }
  }

  @Test func `a closed service has no licence, and its settings are for nobody`() async throws {
    try shop.billing().registerBillingDomain("billing.nslab.invalid")
    try await open()
    let licence = try #require(try shop.billing().licence(of: 117))

    _ = try await shop.billing().perform(.close, service: 117)

    #expect(try shop.billing().licences().isEmpty)
    #expect(throws: BillingError.self) { try shop.billing().handOver(to: licence) }
    await #expect(throws: BillingError.self) { try await activate() }
  }

  @Test func `a control panel without an address is refused`() throws {
    #expect(throws: BillingError.self) {
      try shop.billing().order(Order(plan: shop.plan, panel: .ispmanager))
    }
    #expect(throws: BillingError.self) {
      try shop.billing().order(Order(plan: shop.plan, address: "192.0.2.256"))
    }
  }

  private struct ActivationFailed: Error {}

  private func open(_ id: Int64 = 117, item: String = "provider") async throws {
    try shop.billing().order(
      Order(
        id: id, plan: shop.plan, item: item, address: "192.0.2.\(id)", panel: .ispmanager))
    _ = try await shop.billing().perform(.open, service: id)
  }

  @discardableResult
  private func activate() async throws -> (HandOver, SlaveServer?) {
    let billing = shop.billing()
    return try await billing.withISPmanager(of: 117) { ispmanager in
      (
        try await billing.connectByLicence(ispmanager, service: 117),
        await ispmanager.slaveServer
      )
    }
  }
}
