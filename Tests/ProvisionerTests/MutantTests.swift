import Foundation
import Provisioner
import Synchronization
import Testing

/// Every mutant must show: what the honest provisioner leaves behind is not what the mutant leaves.
struct MutantTests {
  private typealias Story = @Sendable (ProvisionerMutant?) async throws -> String

  /// What the honest provisioner leaves in panel, billing and outbox, story by story; told once.
  private static let honest = Task {
    var traces: [String] = []
    for story in stories { traces.append(try await story(nil)) }
    return traces
  }

  @Test(arguments: ProvisionerMutant.allCases)
  func `a mutant leaves other traces than the honest one`(mutant: ProvisionerMutant) async throws {
    for (story, trace) in zip(Self.stories, try await Self.honest.value)
    where await (try? story(mutant)) != trace {
      return
    }
    Issue.record("nothing shows that \(mutant.sentence)")
  }

  @Test func `the honest one leaves the same traces each time`() async throws {
    for (story, trace) in zip(Self.stories, try await Self.honest.value) {
      #expect(try await story(nil) == trace)
    }
  }

  private static let stories: [Story] = [
    openings, failures, adoption, edit, otherProvider, oldService, foreignUser, changes, zones,
    tariff, drift, itemType, badIntegration, module, freeDomain, unticked, licences, domains, log,
    forms,
    withoutResource,
  ]

  @Sendable private static func openings(_ mutant: ProvisionerMutant?) async throws -> String {
    let shop = try Shop()
    try await shop.integrate("I0", username: "root", password: "root-secret", privateNS: false)
    try shop.billing().deleteIntegration(1)
    try await shop.integrate("I1", providerNS: false)
    try await shop.integrate("I2", username: "rival", password: "x")
    return try await lives(shop, mutant, ["provider", "private", "none"])
  }

  @Sendable private static func failures(_ mutant: ProvisionerMutant?) async throws -> String {
    let shop = try Shop()
    try await shop.integrate()
    try await shop.integrate("I2", username: "rival", password: "x", privateNS: false)
    shop.panel.change {
      $0.fault = { request in
        let isFirst = request.value(of: "authinfo")?.hasPrefix("provider:") == true
        return isFirst && request.value(of: "func") == "user.edit" ? .lost(.timeout) : nil
      }
    }
    return try await lives(shop, mutant, ["provider"])
  }

  @Sendable private static func adoption(_ mutant: ProvisionerMutant?) async throws -> String {
    let shop = try Shop()
    try await shop.integrate(privateNS: false)
    shop.panel.change {
      $0.accounts["dns1"] = .init(password: "old", parent: "provider", namespace: "company.com")
    }
    return try await lives(shop, mutant, ["provider", "private"])
  }

  @Sendable private static func foreignUser(_ mutant: ProvisionerMutant?) async throws -> String {
    let shop = try Shop()
    try await shop.integrate()
    let first = try await lives(shop, mutant, ["provider"])
    let body = """
      <doc><name>dns2</name><parent>rival</parent><namespace>company.com</namespace></doc>
      """
    shop.panel.change {
      $0.accounts["dns2"] = .init(password: "x", parent: "rival", namespace: "company.com")
      $0.fault = { request in
        let isView = request.value(of: "func") == "user.edit" && request.value(of: "sok") == nil
        return isView ? .reply(PanelReply(body: Array(body.utf8))) : nil
      }
    }
    try shop.order(2)
    _ = try await shop.billing(.init(mutant: mutant)).perform(.open, service: 2)
    shop.panel.change {
      $0.fault = { request in
        let foreign = body.replacing("dns2", with: "dns1")
        let isView = request.value(of: "func") == "user.edit"
        return isView ? .reply(PanelReply(body: Array(foreign.utf8))) : nil
      }
    }
    _ = try await shop.billing(.init(mutant: mutant)).perform(.close, service: 1)
    return first + trace(shop)
  }

  @Sendable private static func edit(_ mutant: ProvisionerMutant?) async throws -> String {
    let shop = try Shop()
    let first = try await shop.integrate("I1")
    try await shop.integrate("I2")
    try await shop.billing(.init(mutant: mutant)).editIntegration(
      first.id, IntegrationForm(first), unchecked: true)
    return try shop.billing().integrations().map(\.name).joined(separator: " ")
  }

  @Sendable private static func otherProvider(_ mutant: ProvisionerMutant?) async throws -> String {
    let shop = try Shop()
    let other = try shop.billing().addProvider(named: "P2").id
    try await shop.integrate(provider: other)
    return try await lives(shop, mutant, ["provider"])
  }

  private static func oldService(_ mutant: ProvisionerMutant?) async throws -> String {
    let shop = try Shop()
    let first = try await shop.integrate("I1")
    let opened = try await lives(shop, mutant, ["provider"])
    var form = IntegrationForm(first)
    form.providerNS = false
    form.privateNS = false
    try await shop.billing().editIntegration(first.id, form, unchecked: true)
    try await shop.integrate("I2", username: "rival", password: "x")
    _ = try await shop.billing(.init(mutant: mutant)).perform(.close, service: 1)
    return opened + trace(shop)
  }

  @Sendable private static func changes(_ mutant: ProvisionerMutant?) async throws -> String {
    let shop = try Shop()
    try await shop.integrate()
    let opened = try await lives(shop, mutant, ["provider"])
    for item in ["private", "none"] {
      _ = try await shop.billing(.init(mutant: mutant)).change(1, to: .init(item: item))
    }
    return opened + trace(shop)
  }

  @Sendable private static func zones(_ mutant: ProvisionerMutant?) async throws -> String {
    let shop = try Shop()
    try await shop.integrate()
    let opened = try await lives(shop, mutant, ["provider"])
    shop.panel.change { $0.accounts["dns1"]?.zones = ["example.net"] }
    _ = try await shop.billing(.init(mutant: mutant)).change(1, to: .init(item: "none"))
    return opened + trace(shop)
  }

  @Sendable private static func tariff(_ mutant: ProvisionerMutant?) async throws -> String {
    let shop = try Shop()
    try await shop.integrate()
    let opened = try await lives(shop, mutant, ["provider"])
    shop.panel.failing("whoami", .lost(.timeout))
    let resource = NameServerResource(defaultItem: "private")
    let plan = try shop.billing().addPlan(
      named: "T2", provider: shop.provider, nameServers: resource)
    _ = try await shop.billing(.init(mutant: mutant)).change(
      1, to: .init(plan: plan.id, item: "private"))
    return opened + "\(try shop.billing().service(1))"
  }

  @Sendable private static func drift(_ mutant: ProvisionerMutant?) async throws -> String {
    let shop = try Shop()
    try await shop.integrate()
    let opened = try await lives(shop, mutant, ["provider"])
    shop.panel.change { $0.accounts["dns1"]?.isActive = false }
    _ = try await shop.billing(.init(mutant: mutant)).perform(.syncItem, service: 1)
    return opened + trace(shop)
  }

  @Sendable private static func itemType(_ mutant: ProvisionerMutant?) async throws -> String {
    let shop = try Shop()
    try await shop.integrate()
    try shop.billing().order(.init(id: 1, itemType: "vds", plan: shop.plan, item: "provider"))
    do {
      return "\(try await shop.billing(.init(mutant: mutant)).perform(.open, service: 1))"
    } catch {
      return "\(error)"
    }
  }

  @Sendable private static func badIntegration(
    _ mutant: ProvisionerMutant?
  ) async throws -> String {
    let shop = try Shop()
    let billing = shop.billing(.init(mutant: mutant))
    _ = try? await billing.addIntegration(Shop.form(password: "wrong"))
    return "\(try billing.integrations())"
  }

  @Sendable private static func forms(_ mutant: ProvisionerMutant?) async throws -> String {
    let shop = try Shop()
    let billing = shop.billing(.init(mutant: mutant))
    var ends: [String] = []
    for form in [
      Shop.form(panel: nil), Shop.form(panel: "ispmanager5"), Shop.form(""),
      Shop.form("two  blanks"), Shop.form(password: "reseller-secret "), Shop.form(),
    ] {
      do {
        ends.append(try await billing.addIntegration(form).integration.name)
      } catch {
        ends.append("\(error)")
      }
    }
    for integration in try billing.integrations() { try billing.deleteIntegration(integration.id) }
    return "\(ends) \(try billing.integrations())"
  }

  @Sendable private static func withoutResource(
    _ mutant: ProvisionerMutant?
  ) async throws -> String {
    let shop = try Shop()
    try await shop.integrate()
    let plan = try shop.billing().addPlan(named: "T0", provider: shop.provider, nameServers: nil)
    try shop.billing().order(Order(id: 1, plan: plan.id, item: "provider"))
    _ = try await shop.billing(.init(mutant: mutant)).perform(.open, service: 1)
    return trace(shop)
  }

  @Sendable private static func module(_ mutant: ProvisionerMutant?) async throws -> String {
    let shop = try Shop()
    let billing = shop.billing(.init(mutant: mutant))
    let module = ProcessingModule(transport: shop.panel.transport, mutant: mutant) { billing }
    let features = await module.run(["--command", "features"])
    return "\(features) \(await module.run(["-c", "open", "-i", "1"]))"
  }

  @Sendable private static func freeDomain(_ mutant: ProvisionerMutant?) async throws -> String {
    let shop = try Shop()
    let plan = try await shop.planWithDomains()
    shop.panel.change {
      $0.records["free.example"] = [["k", "s1.free.example.", "A", "192.0.2.1"]]
    }
    try shop.billing().order(Order(id: 1, plan: plan, item: "none", address: "192.0.2.17"))
    _ = try await shop.billing(.init(mutant: mutant)).perform(.open, service: 1)
    let opened = shop.panel.addresses(in: "free.example")
    _ = try await shop.billing(.init(mutant: mutant)).perform(.close, service: 1)
    return "\(opened) \(shop.panel.addresses(in: "free.example"))"
  }

  @Sendable private static func unticked(_ mutant: ProvisionerMutant?) async throws -> String {
    let shop = try Shop()
    let plan = try await shop.planWithDomains(isTicked: false)
    try shop.billing().order(Order(id: 1, plan: plan, item: "none", address: "192.0.2.17"))
    _ = try await shop.billing(.init(mutant: mutant)).perform(.open, service: 1)
    return "\(shop.panel.addresses(in: "free.example"))"
  }

  @Sendable private static func licences(_ mutant: ProvisionerMutant?) async throws -> String {
    let shop = try Shop()
    try await shop.integrate()
    let billing = shop.billing(.init(mutant: mutant), passwords: .seeded(1))
    var said = ""
    for (id, item) in [(Int64(1), "provider"), (2, "provider"), (3, "private"), (4, "provider")] {
      try billing.order(
        Order(id: id, plan: shop.plan, item: item, address: "192.0.2.\(id)", panel: .ispmanager))
      _ = try await billing.perform(.open, service: id)
      if id == 1 { try billing.registerBillingDomain("billing.nslab.invalid") }
      let licence = try #require(try billing.licence(of: id))
      said += "\(licence) \(try billing.handOver(to: licence))\n"
    }
    return said
  }

  @Sendable private static func domains(_ mutant: ProvisionerMutant?) async throws -> String {
    let shop = try Shop()
    try shop.billing().order(
      Order(id: 1, plan: shop.plan, item: "none", address: "192.0.2.17"))
    let server = SlaveServer(
      url: try PanelURL("https://127.0.0.1:1500"), username: "customer", password: "user-secret",
      nameServers: ["ns1.company.com", "ns2.company.com"])
    let billing = shop.billing(.init(mutant: mutant))
    let zones = try await billing.withISPmanager(of: 1) { ispmanager in
      _ = try? await ispmanager.connect(to: server)
      _ = try await ispmanager.createDomain("example.net")
      try await ispmanager.addRecord("shop", type: "A", value: "192.0.2.8", to: "example.net")
      return await ispmanager.domains.map(\.text)
    }
    return "\(zones) \(shop.panel.state.withLock { $0.masters })"
  }

  @Sendable private static func log(_ mutant: ProvisionerMutant?) async throws -> String {
    let shop = try Shop()
    try await shop.integrate()
    try shop.order()
    let recorder = LoggedLines()
    let billing = Provisioner(
      store: shop.store, transport: shop.panel.transport, outbox: shop.outbox,
      clock: shop.time.clock, passwords: .seeded(1), configuration: .init(mutant: mutant),
      logger: recorder.logger)
    _ = try await billing.perform(.open, service: 117)
    shop.panel.failing("user.suspend", .lost(.timeout))
    _ = try await billing.perform(.suspend, service: 117)
    return "\(recorder.lines) \(try billing.operations())"
  }

  private static func lives(
    _ shop: Shop, _ mutant: ProvisionerMutant?, _ items: [String]
  ) async throws -> String {
    let billing = shop.billing(.init(mutant: mutant), passwords: .seeded(1))
    for (index, item) in items.enumerated() {
      try shop.order(Int64(index + 1), item)
      _ = try await billing.perform(.open, service: Int64(index + 1))
    }
    let statuses = try billing.services().map(\.status.name).joined(separator: " ")
    return "\(statuses)\n\(trace(shop))"
  }

  private static func trace(_ shop: Shop) -> String {
    let users = shop.panel.orderedUsers.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let mails = shop.outbox.mails.map(\.message)
    return (users + mails + shop.panel.functions).joined(separator: "\n")
  }
}
