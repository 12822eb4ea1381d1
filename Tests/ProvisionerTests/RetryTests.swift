import Foundation
import Provisioner
import TestSupport
import Testing

/// What is left when something fails in the middle, and what the next try makes of it.
struct RetryTests {
  let shop: Shop

  init() throws {
    shop = try Shop()
  }

  /// One user of ours, whose mailed password works, and one mail.
  private func expectOpened(
    namespace: String = "company.com", sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(Set(shop.panel.orderedUsers.keys) == ["dns117"], sourceLocation: sourceLocation)
    let user = try #require(shop.panel.orderedUsers["dns117"], sourceLocation: sourceLocation)
    #expect(user.namespace == namespace, sourceLocation: sourceLocation)
    #expect(try shop.mail().value("Password") == user.password, sourceLocation: sourceLocation)
    #expect(try shop.billing().service(117).status == .active, sourceLocation: sourceLocation)
    #expect(try shop.billing().operations().isEmpty, sourceLocation: sourceLocation)
    #expect(
      try shop.billing().mails().map(\.state) == [.sent], sourceLocation: sourceLocation)
  }

  @Test(arguments: ["whoami", "user.edit", "usrparam"], ["provider", "private"])
  func `an answer lost after the panel acted`(function: String, item: String) async throws {
    try await shop.integrate()
    try shop.order(117, item)
    if function == "usrparam" {
      shop.panel.change {
        $0.accounts["dns117"] = .init(
          password: "old", parent: "provider",
          namespace: item == "private" ? "dns117.company.com" : "company.com")
      }
    }
    shop.panel.change {
      $0.fault = { request in
        let isLost = request.value(of: "func") == function && request.value(of: "elid") == nil
        return isLost ? .lostAfterCommit(.timeout) : nil
      }
    }

    let failed = try #require(try await shop.billing().perform(.open, service: 117).failure)
    #expect(!failed.isManual && failed.tries == 1)
    #expect(try shop.billing().service(117).status == .processing)
    #expect(shop.outbox.mails.isEmpty)
    shop.panel.working()
    let outcome = try await shop.billing().perform(.open, service: 117)

    #expect(outcome.isDone)
    try expectOpened(namespace: item == "private" ? "dns117.company.com" : "company.com")
  }

  @Test(
    arguments: [
      Checkpoint.operationBegun, .intentSaved, .userReady, .parametersSaved, .activated,
      .mailDelivered, .completed,
    ], ["provider", "private"])
  func `a crash at every step of opening`(point: Checkpoint, item: String) async throws {
    try await shop.integrate()
    try shop.order(117, item)
    var configuration = Provisioner.Configuration()
    configuration.checkpoint = { if $0 == point { throw Shop.Crash() } }

    await #expect(throws: Shop.Crash.self) {
      try await shop.billing(configuration).perform(.open, service: 117)
    }
    let retried = try await shop.billing().retryDue()

    #expect(retried.allSatisfy { $0.outcome.isDone })
    try expectOpened(namespace: item == "private" ? "dns117.company.com" : "company.com")
  }

  @Test func `a crash at every request`() async throws {
    for cut in 0..<4 {
      for isAfter in [false, true] {
        let shop = try Shop()
        try await shop.integrate()
        try shop.order()
        let cutting = CuttingTransport(shop.panel.transport, cut: cut, isAfter: isAfter).transport

        await #expect(throws: Shop.Crash.self) {
          try await shop.billing(transport: cutting).perform(.open, service: 117)
        }
        _ = try await shop.billing().retryDue()

        #expect(Set(shop.panel.orderedUsers.keys) == ["dns117"], "cut \(cut)")
        let password = shop.panel.orderedUsers["dns117"]?.password
        #expect(try shop.mail().value("Password") == password, "cut \(cut)")
      }
    }
  }

  @Test func `after a lost answer the same panel is asked, though un-ticked since`() async throws {
    let first = try await shop.integrate("I1")
    try await shop.integrate("I2", username: "rival", password: "x")
    try shop.order()
    shop.panel.change {
      $0.fault = { $0.value(of: "sok") == nil ? nil : .lostAfterCommit(.closed) }
    }
    _ = try await shop.billing().perform(.open, service: 117)
    var form = IntegrationForm(first)
    form.providerNS = false
    shop.panel.working()
    try await shop.billing().editIntegration(first.id, form, unchecked: true)

    #expect(try await shop.billing().perform(.open, service: 117).isDone)

    try expectOpened()
  }

  @Test func `a clear refusal leaves the order free to use another integration`() async throws {
    let first = try await shop.integrate("I1")
    try shop.order()
    shop.panel.failing(
      "user.edit", .refused(type: "limit", object: "user", message: "too many users"))
    let failed = try #require(try await shop.billing().perform(.open, service: 117).failure)
    #expect(failed.isManual && failed.error?.contains("too many users") == true)
    shop.panel.working()

    try shop.billing().deleteIntegration(first.id)
    try await shop.integrate("I2")

    #expect(try await shop.billing().perform(.open, service: 117).isDone)
  }

  @Test func `a user of ours gets a new password when he is taken over`() async throws {
    try await shop.integrate()
    try shop.order()
    shop.panel.change {
      $0.accounts["dns117"] = .init(
        password: "old", parent: "provider", namespace: "company.com")
    }

    #expect(try await shop.billing().perform(.open, service: 117).isDone)

    #expect(shop.panel.orderedUsers["dns117"]?.password != "old")
    try expectOpened()
  }

  @Test(arguments: [("provider", "other.example"), ("private", "company.com")])
  func `a user of ours in a wrong namespace keeps his password`(
    item: String, namespace: String
  ) async throws {
    try await shop.integrate()
    try shop.order(117, item)
    shop.panel.change {
      $0.accounts["dns117"] = .init(password: "old", parent: "provider", namespace: namespace)
    }

    let failed = try #require(try await shop.billing().perform(.open, service: 117).failure)

    #expect(failed.isManual && failed.error?.contains("namespace") == true)
    #expect(shop.panel.orderedUsers["dns117"]?.password == "old")
  }

  @Test func `a fault inside the panel keeps the order at that panel`() async throws {
    let first = try await shop.integrate()
    try shop.order()
    shop.panel.change {
      $0.fault = { request in
        guard request.value(of: "sok") != nil else { return nil }
        return .refused(type: "db", object: "", message: "broken")
      }
    }

    let failed = try #require(try await shop.billing().perform(.open, service: 117).failure)

    #expect(!failed.isManual)
    #expect(throws: BillingError.integrationInUse(id: first.id, services: [117])) {
      try shop.billing().deleteIntegration(first.id)
    }
  }

  @Test(arguments: [true, false])
  func `a foreign user is not touched`(isVisible: Bool) async throws {
    try await shop.integrate()
    try shop.order()
    let foreign = ScriptedPanel.Account(
      password: "theirs", parent: "rival", namespace: "rival.example")
    shop.panel.change { $0.accounts["dns117"] = foreign }
    if isVisible {
      let body = """
        <doc><name>dns117</name><parent>rival</parent><namespace>rival.example</namespace></doc>
        """
      shop.panel.failing("user.edit", .reply(PanelReply(body: Array(body.utf8))))
    }

    let failed = try #require(try await shop.billing().perform(.open, service: 117).failure)

    #expect(failed.isManual && failed.error?.contains("'dns117' exists and belongs to") == true)
    #expect(shop.panel.orderedUsers["dns117"] == foreign)
    #expect(try shop.billing().tasks().count == 1)
    #expect(shop.outbox.mails.isEmpty)
  }

  @Test func `ten failures make one task, five minutes apart`() async throws {
    let integration = try await shop.integrate()
    try shop.order()
    shop.panel.failing("whoami", .lost(.refused("nobody listens")))
    _ = try await shop.billing().perform(.open, service: 117)

    for tries in 2...10 {
      shop.time.pass(299)
      #expect(try await shop.billing().retryDue().isEmpty)
      shop.time.pass(1)
      let retried = try await shop.billing().retryDue()
      #expect(retried.map { $0.outcome.failure?.tries } == [tries])
      #expect(try shop.billing().tasks().count == (tries == 10 ? 1 : 0))
    }
    shop.time.pass(3600)
    #expect(try await shop.billing().retryDue().isEmpty)
    _ = try await shop.billing().perform(.open, service: 117)

    #expect(try shop.billing().tasks().count == 1)
    let problem = try #require(try shop.billing().problems().first)
    #expect(problem.kind == "nameserver_connect" && problem.integration == integration.id)
    #expect(problem.name == "I1" && problem.message.contains("nobody listens"))
    shop.panel.working()
    #expect(try await shop.billing().perform(.open, service: 117).isDone)
    #expect(try shop.billing().problems().isEmpty)
    #expect(try shop.billing().tasks().isEmpty)
    try expectOpened()
  }

  @Test func `a mail that is refused stays and is sent once`() async throws {
    try await shop.integrate()
    try shop.order()

    let outcome = try await shop.billing(outbox: FullOutbox()).perform(.open, service: 117)

    guard case .pending = outcome.completion?.mail else {
      Issue.record("the completion should tell that the mail is pending: \(outcome)")
      return
    }
    #expect(try shop.billing().service(117).status == .active)
    _ = try await shop.billing().retryDue()
    _ = try await shop.billing().retryDue()
    try expectOpened()
  }
}
