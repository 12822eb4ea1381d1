import Provisioner
import Synchronization
import Testing

/// The rule that only the first ticked integration is ever used, seen from the second's panel.
struct SecondIntegrationTests {
  let shop: Shop

  init() async throws {
    shop = try Shop()
    try await shop.integrate("I1")
    try await shop.integrate("I2", username: "rival", password: "x")
  }

  private var rivalCalls: Int {
    shop.panel.state.withLock { state in
      state.requests.count { $0.value(of: "authinfo")?.hasPrefix("rival:") == true }
    }
  }

  @Test(arguments: ["provider", "private"])
  func `twenty orders go to the first`(item: String) async throws {
    for id in Int64(1)...20 {
      try shop.order(id, item)
      #expect(try await shop.billing().perform(.open, service: id).isDone)
    }

    #expect(shop.panel.orderedUsers.count == 20)
    #expect(shop.panel.orderedUsers.values.allSatisfy { $0.parent == "provider" })
    #expect(rivalCalls == 0)
  }

  @Test(
    arguments: [
      .lost(.refused("down")), .lost(.timeout), .reply(PanelReply(status: 500, body: [])),
      .refused(type: "auth", object: "badpassword", message: "no"),
      .refused(type: "limit", object: "user", message: "full"),
    ] as [ScriptedPanel.Fault])
  func `a failing first is no reason to use the second`(fault: ScriptedPanel.Fault) async throws {
    try shop.order()
    shop.panel.change {
      $0.fault = { $0.value(of: "authinfo")?.hasPrefix("provider:") == true ? fault : nil }
    }

    #expect(try await !shop.billing().perform(.open, service: 117).isDone)
    shop.time.pass(300)
    _ = try await shop.billing().retryDue()

    #expect(rivalCalls == 0)
    #expect(shop.panel.orderedUsers.isEmpty && shop.outbox.mails.isEmpty)
    #expect(try shop.billing().service(117).status == .processing)
  }

  @Test func `that check sees a provisioner that fails over`() async throws {
    try shop.order()
    shop.panel.change {
      $0.fault = {
        $0.value(of: "authinfo")?.hasPrefix("provider:") == true ? .lost(.timeout) : nil
      }
    }

    _ = try await shop.billing(.init(mutant: .failsOverToSecond)).perform(.open, service: 117)

    #expect(rivalCalls > 0)
  }

  @Test func `when the first goes, the next is first for new services only`() async throws {
    try shop.order(1)
    _ = try await shop.billing().perform(.open, service: 1)
    let first = try shop.billing().integrations()[0]
    var form = IntegrationForm(first)
    form.providerNS = false
    try await shop.billing().editIntegration(first.id, form)
    try shop.order(2)

    _ = try await shop.billing().perform(.open, service: 2)
    _ = try await shop.billing().perform(.suspend, service: 1)

    #expect(shop.panel.orderedUsers["dns2"]?.parent == "rival")
    #expect(shop.panel.orderedUsers["dns1"]?.isActive == false)
    _ = try await shop.billing().perform(.close, service: 1)
    #expect(Set(shop.panel.orderedUsers.keys) == ["dns2"])
  }
}
