import Provisioner
import Testing

struct IntegrationTests {
  let shop: Shop

  init() throws {
    shop = try Shop()
  }

  @Test func `a reseller's integration is checked and kept verbatim`() async throws {
    let name = "Ünïcode \"quotes\" <b> " + String(repeating: "x", count: 234)

    let saved = try await shop.billing().addIntegration(Shop.form(name))

    #expect(name.count == 255 && saved.warnings.isEmpty)
    #expect(try shop.billing().integrations().map(\.name) == [name])
    #expect(try shop.billing().integration(saved.integration.id).password == "reseller-secret")
    #expect(shop.panel.functions == ["whoami"])
  }

  @Test(arguments: [
    ("panel", Shop.form(panel: nil)), ("panel", Shop.form(panel: "plesk")),
    ("panel", Shop.form(panel: "ispmanager5")), ("name", Shop.form("")),
    ("name", Shop.form(String(repeating: "x", count: 256))), ("url", Shop.form(url: "ftp://x")),
    ("url", Shop.form(url: "https://u:p@x")), ("username", Shop.form(username: "a:b")),
    ("password", Shop.form(password: "")),
  ])
  func `a field that cannot be right is named`(field: String, form: IntegrationForm) async throws {
    let error = await #expect(throws: BillingError.self) {
      try await shop.billing().addIntegration(form)
    }

    guard case .badField(field, _, _) = error else {
      Issue.record("\(String(describing: error)) should name \(field)")
      return
    }
    #expect(shop.panel.functions.isEmpty)
    #expect(try shop.billing().integrations().isEmpty)
  }

  @Test(arguments: [true, false])
  func `what is deleted while it is looked at stays deleted`(isUsed: Bool) async throws {
    let id = try await shop.integrate().id
    try shop.order()
    if isUsed { _ = try await shop.billing().perform(.open, service: 117) }
    let (panel, billing) = (shop.panel, shop.billing())
    let meanwhile = PanelTransport { request in
      try billing.deleteIntegration(id, force: true)
      return try await panel.transport.send(request)
    }

    await #expect(throws: BillingError.noSuch("integration", "\(id)")) {
      try await shop.billing(transport: meanwhile).editIntegration(id, Shop.form("I2"))
    }

    #expect(try billing.integrations().isEmpty)
  }

  @Test func `ISPmanager serves free domains with a user's account`() async throws {
    let form = Shop.form(
      panel: "ispmanager5", username: "customer", password: "user-secret", freeDomain: true,
      providerNS: false, privateNS: false)

    #expect(try await shop.billing().addIntegration(form).warnings.isEmpty)
  }

  @Test func `a namespace that only the settings tell is as good`() async throws {
    shop.panel.change { $0.tellsNamespaceInWhoami = false }

    #expect(try await shop.billing().addIntegration(Shop.form()).warnings.isEmpty)

    shop.panel.change { $0.accounts["provider"]?.namespace = "" }
    #expect(try await shop.billing().addIntegration(Shop.form("I2")).warnings.count == 1)
  }

  @Test(
    arguments: [
      ("role", "customer", "user-secret"), ("role", "root", "root-secret"),
      ("login", "provider", "wrong"),
    ] as [(String, String, Secret)])
  func `only a reseller who can log in is saved`(
    name: String, username: String, password: Secret
  ) async throws {
    let form = Shop.form(username: username, password: password)

    #expect(await problems(of: form) == [name])
    #expect(try shop.billing().integrations().isEmpty)
    #expect(try await shop.billing().addIntegration(form, unchecked: true).integration.id == 1)
    #expect(try await shop.billing().checkIntegration(1).problems.map(\.name) == [name])
  }

  @Test(
    arguments: [
      ("not-resolved", .lost(.notResolved)), ("connection-refused", .lost(.refused("no"))),
      ("timeout", .lost(.timeout)), ("tls", .lost(.tls("expired"))), ("closed", .lost(.closed)),
      ("redirect", .reply(PanelReply(status: 302, body: []))),
      ("http-status", .reply(PanelReply(status: 404, body: []))),
      ("not-a-panel", .reply(PanelReply(body: Array("<html><br></html>".utf8)))),
      ("not-a-panel", .reply(PanelReply(body: Array("<html/>".utf8)))),
      ("refused", .refused(type: "license", object: "", message: "expired")),
    ] as [(String, ScriptedPanel.Fault)])
  func `each failure of a check has its own name`(
    name: String, fault: ScriptedPanel.Fault
  ) async throws {
    shop.panel.failing("whoami", fault)

    #expect(await problems(of: Shop.form()) == [name])
    #expect(try shop.billing().integrations().isEmpty)
  }

  private func problems(of form: IntegrationForm) async -> [String] {
    let error = await #expect(throws: BillingError.self) {
      try await shop.billing().addIntegration(form)
    }
    guard case .integrationRefused(let problems) = error else { return [] }
    #expect(problems.allSatisfy { !$0.description.contains(form.password.text) })
    return problems.map(\.name)
  }

  @Test func `boxes that contradict each other give a warning`() async throws {
    let both = try await shop.billing().addIntegration(Shop.form(freeDomain: true))
    let none = try await shop.billing().addIntegration(
      Shop.form(providerNS: false, privateNS: false))

    #expect(both.warnings.count == 1 && both.warnings[0].contains("two integrations"))
    #expect(none.warnings == ["no box is ticked: it is never used"])
  }

  @Test func `an edit keeps the place, re-ticking too`() async throws {
    let first = try await shop.integrate("I1")
    try await shop.integrate("I2")
    var form = IntegrationForm(first)
    form.providerNS = false
    try await shop.billing().editIntegration(first.id, form)
    form.providerNS = true
    form.name = "renamed"
    try await shop.billing().editIntegration(first.id, form)

    #expect(try shop.billing().integrations().map(\.name) == ["renamed", "I2"])
    let choice = try shop.billing().integrationChoice(provider: shop.provider, choice: .provider)
    guard case .chosen(let chosen, _) = choice else {
      Issue.record("nothing was chosen: \(choice)")
      return
    }
    #expect(chosen.name == "renamed")
  }

  @Test func `one in use is deleted by force only, and kept for closing`() async throws {
    let first = try await shop.integrate("I1")
    try shop.order()
    _ = try await shop.billing().perform(.open, service: 117)

    #expect(throws: BillingError.integrationInUse(id: first.id, services: [117])) {
      try shop.billing().deleteIntegration(first.id)
    }
    try shop.billing().deleteIntegration(first.id, force: true)
    try await shop.integrate("I2", username: "rival", password: "x")

    #expect(try shop.billing().integrations().map(\.name) == ["I2"])
    let failed = try await shop.billing().perform(.suspend, service: 117).failure
    #expect(failed?.isManual == true)
    #expect(failed?.error?.contains("which made the user dns117, was deleted") == true)
    #expect(try await shop.billing().perform(.close, service: 117).isDone)
    #expect(shop.panel.orderedUsers.isEmpty)
  }

  @Test func `an id never comes back`() async throws {
    let first = try await shop.integrate("I1")
    try shop.billing().deleteIntegration(first.id)

    #expect(try await shop.integrate("I2").id > first.id)
  }
}
