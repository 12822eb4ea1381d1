import Foundation
import Provisioner
import TestSupport
import Testing

/// What becomes of a service whose customer changes his mind (billing reference, 1.10).
struct ChangeTests {
  static let items = ["provider", "private", "none"]

  /// A service that is open with an item, and one mail when it has a user.
  private static func opened(_ item: String, _ body: (Shop) -> Void = { _ in }) async throws -> Shop
  {
    let shop = try Shop()
    try await shop.integrate()
    try shop.order(117, item)
    _ = try await shop.billing().perform(.open, service: 117)
    body(shop)
    return shop
  }

  private static func namespace(for item: String) -> String? {
    switch item {
    case "provider": "company.com"
    case "private": "dns117.company.com"
    default: nil
    }
  }

  /// The user, the records and the last mail agree with the item.
  private func expect(
    _ item: String, _ shop: Shop, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let user = shop.panel.orderedUsers["dns117"]
    #expect(user?.namespace == Self.namespace(for: item), sourceLocation: sourceLocation)
    #expect(try shop.billing().operations().isEmpty, sourceLocation: sourceLocation)
    #expect(try shop.billing().service(117).item == item, sourceLocation: sourceLocation)
    #expect(try await shop.billing().drift(of: 117).isEmpty, sourceLocation: sourceLocation)
    guard let user, let namespace = Self.namespace(for: item) else {
      let parameters = try shop.billing().parameters(of: 117)
      return #expect(parameters.isEmpty, sourceLocation: sourceLocation)
    }
    let password = try shop.billing().reveal(.password, of: 117)?.text
    #expect(password == user.password, sourceLocation: sourceLocation)
    let mail = try shop.lastMail()
    #expect(mail.text.contains("ns2.\(namespace)"), sourceLocation: sourceLocation)
    let mailed = mail.value("Password")
    #expect([user.password, "as before"].contains(mailed), sourceLocation: sourceLocation)
  }

  @Test(arguments: items, items)
  func `each choice can become each other one`(old: String, new: String) async throws {
    let shop = try await Self.opened(old)
    let calls = shop.panel.functions.count

    #expect(try await shop.billing().change(117, to: .init(item: new)).isDone)

    if old == new { #expect(shop.panel.functions.count == calls) }
    try await expect(new, shop)
  }

  @Test(arguments: items, items)
  func `a user who cannot be moved and has no zones is made again`(
    old: String, new: String
  ) async throws {
    let shop = try await Self.opened(old) { shop in shop.panel.change { $0.movesUsers = false } }

    #expect(try await shop.billing().change(117, to: .init(item: new)).isDone)

    try await expect(new, shop)
  }

  @Test(arguments: items, items)
  func `a user with zones is never lost`(old: String, new: String) async throws {
    let shop = try await Self.opened(old) { shop in
      shop.panel.change { $0.accounts["dns117"]?.zones = ["example.net"] }
    }

    let outcome = try await shop.billing().change(117, to: .init(item: new))

    guard old != "none", old != new else { return #expect(outcome.isDone) }
    let failed = try #require(outcome.failure)
    #expect(failed.isManual && failed.error?.contains("example.net") == (new == "none"))
    #expect(shop.panel.orderedUsers["dns117"]?.zones == ["example.net"])
    #expect(shop.panel.orderedUsers["dns117"]?.namespace == Self.namespace(for: old))
    #expect(try shop.billing().tasks().count == 1)

    // The person moves the zones away and runs it again.
    shop.panel.change { $0.accounts["dns117"]?.zones = [] }
    #expect(try await shop.billing().perform(.setparam, service: 117).isDone)
    try await expect(new, shop)
    #expect(try shop.billing().tasks().isEmpty)
  }

  @Test(arguments: [Provisioner.ZonesPolicy.delete, .suspend])
  func `the policy can let zones go, or keep them asleep`(
    policy: Provisioner.ZonesPolicy
  ) async throws {
    let shop = try await Self.opened("provider") { shop in
      shop.panel.change { $0.accounts["dns117"]?.zones = ["example.net"] }
    }
    let billing = shop.billing(.init(zonesPolicy: policy))

    #expect(try await billing.change(117, to: .init(item: "none")).isDone)

    guard policy == .suspend else { return try await expect("none", shop) }
    #expect(shop.panel.orderedUsers["dns117"]?.isActive == false)
    #expect(shop.panel.orderedUsers["dns117"]?.zones == ["example.net"])
    let calls = shop.panel.functions.count
    _ = try await billing.perform(.suspend, service: 117)
    _ = try await billing.perform(.resume, service: 117)
    #expect(shop.panel.functions.count == calls)
    #expect(try await billing.change(117, to: .init(item: "provider")).isDone)
    #expect(shop.panel.orderedUsers["dns117"]?.isActive == true)
    try await expect("provider", shop)
  }

  @Test(arguments: items, items)
  func `a crash at any request of a change is mended by the next try`(
    old: String, new: String
  ) async throws {
    for movesUsers in [true, false] {
      for cut in 0..<12 {
        for isAfter in [false, true] {
          let shop = try await Self.opened(old) { shop in
            shop.panel.change { $0.movesUsers = movesUsers }
          }
          let cutting = CuttingTransport(shop.panel.transport, cut: cut, isAfter: isAfter)
          do {
            let billing = shop.billing(transport: cutting.transport)
            _ = try await billing.change(117, to: .init(item: new))
          } catch is Shop.Crash {}
          _ = try await shop.billing().retryDue()

          try await expect(new, shop)
        }
      }
    }
  }

  @Test func `another integration that is first for the new choice takes the user`() async throws {
    let shop = try Shop()
    try await shop.integrate("I1", username: "rival", password: "x", providerNS: false)
    try await shop.integrate("I2")
    try shop.order(117, "provider")
    _ = try await shop.billing().perform(.open, service: 117)
    #expect(shop.panel.orderedUsers["dns117"]?.parent == "provider")

    #expect(try await shop.billing().change(117, to: .init(item: "private")).isDone)

    #expect(shop.panel.orderedUsers["dns117"]?.parent == "rival")
    #expect(try shop.lastMail().value("Password") == shop.panel.orderedUsers["dns117"]?.password)
  }

  @Test func `a tariff change that fails is rolled back, the panel too`() async throws {
    let shop = try await Self.opened("provider")
    let plan = try shop.billing().addPlan(
      named: "T2", provider: shop.provider, nameServers: NameServerResource())
    // The user moves, the answer is lost: the panel is ahead of the records.
    shop.panel.change {
      $0.fault = { request in
        let isMove =
          request.value(of: "func") == "user.edit" && request.value(of: "elid") != nil
          && request.value(of: "sok") != nil
        return isMove ? .lostAfterCommit(.timeout) : nil
      }
    }

    let outcome = try await shop.billing().change(
      117, to: .init(plan: plan.id, item: "private"))

    #expect(outcome.failure?.isManual == false)
    #expect(try shop.billing().service(117).plan == shop.plan)
    #expect(try shop.billing().service(117).lastPlan == nil)
    #expect(shop.panel.orderedUsers["dns117"]?.namespace == "dns117.company.com")
    shop.panel.working()
    shop.time.pass(RunningOperation.retryInterval)
    _ = try await shop.billing().retryDue()
    try await expect("provider", shop)
  }

  @Test func `a tariff change that fails gives the namespace back, too`() async throws {
    let shop = try await Self.opened("private")
    let plan = try shop.billing().addPlan(
      named: "T2", provider: shop.provider, nameServers: NameServerResource())
    _ = try await shop.billing().change(117, to: .init(namespace: "own.example"))
    shop.panel.change { $0.fault = { _ in .lost(.timeout) } }

    _ = try await shop.billing().change(117, to: .init(plan: plan.id, namespace: "other.example"))

    let service = try shop.billing().service(117)
    #expect(service.plan == shop.plan && service.namespace == "own.example")
  }

  @Test func `a user moves to another namespace of his own, and the customer is told`()
    async throws
  {
    let shop = try await Self.opened("private")
    let password = shop.panel.orderedUsers["dns117"]?.password

    #expect(
      try await shop.billing().change(117, to: .init(namespace: "Own.Example.")).isDone)

    #expect(shop.panel.orderedUsers["dns117"]?.namespace == "own.example")
    #expect(try shop.lastMail().text.contains("ns1.own.example"))
    #expect(try shop.lastMail().value("Password") == "as before")
    #expect(try shop.billing().reveal(.password, of: 117)?.text == password)
    #expect(try await shop.billing().drift(of: 117).isEmpty)
    let calls = shop.panel.functions.count
    #expect(try await shop.billing().change(117, to: .init(namespace: "own.example")).isDone)
    #expect(shop.panel.functions.count == calls)
  }

  @Test func `a namespace that the panel did not change is drift, and a task with zones`()
    async throws
  {
    let shop = try await Self.opened("private") { shop in
      shop.panel.change { $0.accounts["dns117"]?.zones = ["example.net"] }
    }

    let failed = try #require(
      try await shop.billing().change(117, to: .init(namespace: "own.example")).failure)

    #expect(failed.isManual)
    #expect(shop.panel.orderedUsers["dns117"]?.zones == ["example.net"])
    let drift = Drift.wrongNamespace(found: "dns117.company.com", wanted: .private)
    #expect(try await shop.billing().drift(of: 117) == [drift])
    shop.panel.change { $0.accounts["dns117"]?.zones = [] }
    #expect(try await shop.billing().perform(.setparam, service: 117).isDone)
    #expect(try await shop.billing().drift(of: 117).isEmpty)
  }

  @Test func `a crash at any request of a change of namespace is mended`() async throws {
    for movesUsers in [true, false] {
      for cut in 0..<12 {
        for isAfter in [false, true] {
          let shop = try await Self.opened("private") { shop in
            shop.panel.change { $0.movesUsers = movesUsers }
          }
          let cutting = CuttingTransport(shop.panel.transport, cut: cut, isAfter: isAfter)
          do {
            let billing = shop.billing(transport: cutting.transport)
            _ = try await billing.change(117, to: .init(namespace: "own.example"))
          } catch is Shop.Crash {}
          _ = try await shop.billing().retryDue()

          let user = try #require(shop.panel.orderedUsers["dns117"])
          #expect(user.namespace == "own.example", "\(movesUsers) \(cut) \(isAfter)")
          #expect(try shop.lastMail().text.contains("ns1.own.example"))
          #expect(["as before", user.password].contains(try shop.lastMail().value("Password")))
          #expect(try shop.billing().reveal(.password, of: 117)?.text == user.password)
          #expect(try await shop.billing().drift(of: 117).isEmpty)
        }
      }
    }
  }

  @Test func `a mail that takes the place of a waiting one has its password`() async throws {
    let shop = try Shop()
    try await shop.integrate()
    try shop.order(117)
    _ = try await shop.billing(outbox: FullOutbox()).perform(.open, service: 117)
    _ = try await shop.billing(outbox: FullOutbox()).change(117, to: .init(item: "private"))
    #expect(shop.outbox.mails.isEmpty)

    _ = try await shop.billing().retryDue()

    let mail = try shop.mail()
    #expect(mail.value("Password") == shop.panel.orderedUsers["dns117"]?.password)
    #expect(mail.text.contains("ns2.dns117.company.com"))
  }

  @Test func `mails of one moment are two, and one that is sent again is one`() async throws {
    let shop = try await Self.opened("provider")
    var configuration = Provisioner.Configuration()
    configuration.checkpoint = { if $0 == .mailDelivered { throw Shop.Crash() } }
    await #expect(throws: Shop.Crash.self) {
      try await shop.billing(configuration).perform(.reopen, service: 117)
    }
    let sent = try shop.outbox.mails.map { try ReadMail($0.message).headers["Message-ID"] }

    _ = try await shop.billing().retryDue()

    let again = try shop.outbox.mails.map { try ReadMail($0.message).headers["Message-ID"] }
    #expect(Set(sent).count == 2 && sent == again)
  }

  @Test func `a plan of another provider is refused`() async throws {
    let shop = try await Self.opened("provider")
    let other = try shop.billing().addProvider(named: "P2").id
    let plan = try shop.billing().addPlan(named: "T2", provider: other, nameServers: nil).id

    await #expect(throws: BillingError.self) {
      try await shop.billing().change(117, to: .init(plan: plan))
    }
    #expect(try shop.billing().service(117).plan == shop.plan)
  }

  @Test func `reopening gives a new password and mails it`() async throws {
    let shop = try await Self.opened("provider")
    let old = shop.panel.orderedUsers["dns117"]?.password

    #expect(try await shop.billing().perform(.reopen, service: 117).isDone)

    #expect(shop.panel.orderedUsers["dns117"]?.password != old)
    #expect(shop.outbox.mails.count == 2)
    try await expect("provider", shop)
  }

  @Test(arguments: Command.allCases)
  func `other item types are refused`(command: Command) async throws {
    let shop = try Shop()
    try await shop.integrate()
    try shop.billing().order(.init(id: 117, itemType: "vds", plan: shop.plan, item: "provider"))

    await #expect(throws: BillingError.wrongItemType(service: 117, type: "vds")) {
      try await shop.billing().perform(command, service: 117)
    }
    #expect(shop.panel.functions.isEmpty)
  }
}
