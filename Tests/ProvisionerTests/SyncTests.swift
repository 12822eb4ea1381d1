import Provisioner
import Testing

/// What `sync_item` finds and mends.
struct SyncTests {
  let shop: Shop

  init() async throws {
    shop = try Shop()
    try await shop.integrate()
    try shop.order()
    _ = try await shop.billing().perform(.open, service: 117)
  }

  struct Damage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let drift: Drift
    let isMailed: Bool
    let harm: @Sendable (inout ScriptedPanel.State) -> Void
  }

  static let damages = [
    Damage(testDescription: "user gone", drift: .missingUser("dns117"), isMailed: true) {
      $0.accounts["dns117"] = nil
    },
    Damage(
      testDescription: "user suspended", drift: .wrongActivity(isActive: false), isMailed: false
    ) { $0.accounts["dns117"]?.isActive = false },
    Damage(
      testDescription: "user moved",
      drift: .wrongNamespace(found: "other.example", wanted: .provider), isMailed: false
    ) { $0.accounts["dns117"]?.namespace = "other.example" },
    Damage(
      testDescription: "namespace renamed", drift: .staleParameters([.namespace, .ns1, .ns2]),
      isMailed: true
    ) {
      $0.accounts["dns117"]?.namespace = "renamed.example"
      $0.accounts["provider"]?.namespace = "renamed.example"
    },
  ]

  @Test(arguments: damages)
  func `drift is shown, mended, and gone`(damage: Damage) async throws {
    shop.panel.change { damage.harm(&$0) }
    let harmed = shop.panel.orderedUsers

    #expect(try await shop.billing().drift(of: 117) == [damage.drift])
    #expect(shop.panel.orderedUsers == harmed)
    #expect(try await shop.billing().perform(.syncItem, service: 117).isDone)

    #expect(try await shop.billing().drift(of: 117).isEmpty)
    #expect(shop.outbox.mails.count == (damage.isMailed ? 2 : 1))
    #expect(try shop.billing().service(117).status == .active)
  }

  @Test func `a password that the customer changed is left alone`() async throws {
    shop.panel.change { $0.accounts["dns117"]?.password = "his own" }

    #expect(try await shop.billing().perform(.syncItem, service: 117).isDone)

    #expect(shop.panel.orderedUsers["dns117"]?.password == "his own")
    #expect(shop.outbox.mails.count == 1)
  }

  @Test func `the user of a suspended service is suspended again`() async throws {
    _ = try await shop.billing().perform(.suspend, service: 117)
    shop.panel.change { $0.accounts["dns117"]?.isActive = true }

    #expect(try await shop.billing().drift(of: 117) == [.wrongActivity(isActive: true)])
    #expect(try await shop.billing().perform(.syncItem, service: 117).isDone)

    #expect(shop.panel.orderedUsers["dns117"]?.isActive == false)
    #expect(try shop.billing().service(117).status == .suspended)
  }

  @Test func `a user of somebody else is reported and not touched`() async throws {
    let body =
      "<doc><name>dns117</name><parent>rival</parent><namespace>x.example</namespace></doc>"
    shop.panel.failing("user.edit", .reply(PanelReply(body: Array(body.utf8))))

    let failed = try #require(
      try await shop.billing().perform(.syncItem, service: 117).failure)

    #expect(failed.isManual && failed.error?.contains("belongs to rival") == true)
    await #expect(throws: OperationFailure.self) { try await shop.billing().drift(of: 117) }
  }

  @Test func `a service without name servers asks nobody`() async throws {
    try shop.order(118, "none")
    _ = try await shop.billing().perform(.open, service: 118)
    let calls = shop.panel.functions.count

    #expect(try await shop.billing().perform(.syncItem, service: 118).isDone)
    #expect(try await shop.billing().drift(of: 118).isEmpty)

    #expect(shop.panel.functions.count == calls)
  }
}
