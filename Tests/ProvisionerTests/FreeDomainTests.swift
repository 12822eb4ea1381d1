import Provisioner
import Synchronization
import TestSupport
import Testing

struct FreeDomainTests {
  private let shop: Shop

  init() throws {
    shop = try Shop()
  }

  @Test func `a name made of all macros leads to the server, and the mail tells it`() async throws {
    try await shop.integrate()
    let plan = try await shop.planWithDomains("@USERNAME@-@TYPE@-@ID@.free.example")
    try order(plan, item: "provider")

    let outcome = try await shop.billing().perform(.open, service: 117)

    #expect(outcome.isDone)
    let name = "dns117-dedic-117.free.example"
    #expect(addresses == ["\(name). 192.0.2.17"])
    #expect(try shop.mail().text.contains("The domain name of your server: \(name)"))
    #expect(try shop.billing().freeDomain(of: 117)?.isMade == true)
  }

  @Test func `an IPv6 address is an AAAA record in its usual form`() async throws {
    try order(try await shop.planWithDomains(), address: "2001:DB8:0:0::17")

    _ = try await shop.billing().perform(.open, service: 117)

    let records = shop.panel.state.withLock { $0.records["free.example"] }
    #expect(
      records == [
        ["s117.free.example. AAAA  2001:db8::17", "s117.free.example.", "AAAA", "2001:db8::17"]
      ])
  }

  @Test func `a name that is taken gives way to the next, whatever the record is`() async throws {
    let plan = try await shop.planWithDomains()
    shop.panel.change {
      $0.records["free.example"] = [
        ["a", "S117.free.example.", "TXT", "kept"],
        ["b", "s117-2.free.example.", "A", "192.0.2.17"],
      ]
    }
    try order(plan)

    _ = try await shop.billing().perform(.open, service: 117)

    #expect(try shop.billing().freeDomain(of: 117)?.name == "s117-3.free.example")
    _ = try await shop.billing().perform(.close, service: 117)
    #expect(addresses == ["S117.free.example. kept", "s117-2.free.example. 192.0.2.17"])
    #expect(try shop.billing().freeDomains().isEmpty)
  }

  @Test func `a domain that was left empty is none`() async throws {
    let plan = try await shop.planWithDomains()
    try shop.billing().order(
      Order(
        id: 117, plan: plan, item: "none", domain: "", namespace: "", address: "192.0.2.17"))

    _ = try await shop.billing().perform(.open, service: 117)

    #expect(try shop.billing().freeDomain(of: 117)?.name == "s117.free.example")
    #expect(try shop.billing().service(117).namespace == nil)
  }

  @Test func `a zone in another script is found, however it is written`() async throws {
    shop.panel.change { $0.accounts["customer"]?.zones = ["xn--80abmylgdpm.xn--p1ai"] }
    let form = Shop.form(
      username: "customer", password: "user-secret", freeDomain: true, providerNS: false,
      privateNS: false)
    let integration = try await shop.billing().addIntegration(form).integration.id
    try await shop.billing().addFreeZone("Бесплатно.рф", integration: integration)
    let plan = try shop.billing().addPlan(
      named: "T2", provider: shop.provider, nameServers: nil,
      freeDomain: .init(integration: integration, template: "s@ID@.бесплатно.рф")
    ).id
    try shop.billing().order(Order(id: 117, plan: plan, address: "192.0.2.17"))

    #expect(try await shop.billing().perform(.open, service: 117).isDone)

    #expect(
      shop.panel.addresses(in: "xn--80abmylgdpm.xn--p1ai")
        == ["s117.xn--80abmylgdpm.xn--p1ai. 192.0.2.17"])
  }

  @Test func `who brings a domain of his own gets no other`() async throws {
    let plan = try await shop.planWithDomains()
    try shop.billing().order(
      Order(id: 117, plan: plan, item: "none", domain: "own.example", address: "192.0.2.17"))

    #expect(try await shop.billing().perform(.open, service: 117).isDone)

    #expect(addresses.isEmpty)
  }

  @Test(arguments: ["", "was deleted", "not ticked", "no zone", "has no address"])
  func `what stands in the way is said, and nothing is made`(obstacle: String) async throws {
    let plan = try await shop.planWithDomains(isTicked: obstacle != "not ticked")
    switch obstacle {
    case "was deleted": try shop.billing().deleteIntegration(1)
    case "no zone": shop.panel.change { $0.accounts["customer"]?.zones = [] }
    default: break
    }
    try order(plan, address: obstacle == "has no address" ? nil : "192.0.2.17")

    let outcome = try await shop.billing().perform(.open, service: 117)

    #expect(outcome.isDone == obstacle.isEmpty)
    #expect(outcome.failure?.error?.contains(obstacle) != false, "\(outcome)")
    #expect(outcome.failure?.isManual != false)
    #expect(addresses.isEmpty != obstacle.isEmpty)
  }

  @Test func `an answer that is lost makes no second record and no second name`() async throws {
    try order(try await shop.planWithDomains())
    shop.panel.failing("domain.record.edit", .lostAfterCommit(.timeout))
    #expect(try await shop.billing().perform(.open, service: 117).failure?.isManual == false)
    shop.panel.working()

    _ = try await shop.billing().perform(.open, service: 117)

    #expect(addresses == ["s117.free.example. 192.0.2.17"])
  }

  @Test func `a name that somebody took meanwhile is left to him`() async throws {
    try order(try await shop.planWithDomains())
    shop.panel.failing("domain.record.edit", .lost(.timeout))
    _ = try await shop.billing().perform(.open, service: 117)
    shop.panel.change {
      $0.records["free.example"] = [["k", "s117.free.example.", "A", "192.0.2.9"]]
    }
    shop.panel.working()

    _ = try await shop.billing().perform(.open, service: 117)

    #expect(addresses == ["s117.free.example. 192.0.2.9", "s117-2.free.example. 192.0.2.17"])
  }

  @Test func `two services with one template share no name`() async throws {
    let plan = try await shop.planWithDomains("server.free.example")
    for id in Int64(1)...2 {
      try shop.billing().order(
        Order(id: id, plan: plan, item: "none", address: "192.0.2.17"))
      _ = try await shop.billing().perform(.open, service: id)
    }

    #expect(
      try shop.billing().freeDomains().map(\.name)
        == ["server.free.example", "server-2.free.example"])
  }

  @Test func `a name that was lost is drift, and synchronising makes it again`() async throws {
    try order(try await shop.planWithDomains())
    _ = try await shop.billing().perform(.open, service: 117)
    shop.panel.change { $0.records["free.example"] = [] }

    #expect(
      try await shop.billing().drift(of: 117) == [.missingFreeDomain("s117.free.example")])
    let outcome = try await shop.billing().perform(.syncItem, service: 117)

    #expect(outcome.completion?.note.contains("mended: the domain name s117.free.example") == true)
    #expect(addresses == ["s117.free.example. 192.0.2.17"])
  }

  @Test func `an integration that has names is in use`() async throws {
    try order(try await shop.planWithDomains())
    _ = try await shop.billing().perform(.open, service: 117)

    #expect(throws: BillingError.integrationInUse(id: 1, services: [117])) {
      try shop.billing().deleteIntegration(1)
    }
    try shop.billing().deleteIntegration(1, force: true)
    #expect(try await shop.billing().perform(.close, service: 117).isDone)
    #expect(addresses.isEmpty)
  }

  @Test(arguments: ["@NAME@.free.example", "s@ID@.other.example", "free.example", "s@ID@"])
  func `a template that makes no name in a zone is refused`(template: String) async throws {
    await #expect {
      try await shop.planWithDomains(template)
    } throws: { error in
      guard case BillingError.badField("free-domain-template", let value, _) = error else {
        return false
      }
      return value == template
    }
  }

  @Test func `a zone that the account does not have is refused`() async throws {
    try await shop.integrate()

    await #expect(throws: BillingError.self) {
      try await shop.billing().addFreeZone("free.example", integration: 1)
    }
    #expect(try shop.billing().freeZones().isEmpty)
  }

  private var addresses: [String] { shop.panel.addresses(in: "free.example") }

  private func order(
    _ plan: Int64, item: String = "none", address: String? = "192.0.2.17"
  ) throws {
    try shop.billing().order(Order(id: 117, plan: plan, item: item, address: address))
  }
}
