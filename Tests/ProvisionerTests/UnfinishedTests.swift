import Foundation
import Testing

@testable import Provisioner

/// What becomes of a command that has not succeeded yet when another one is given (billing reference,
/// 1.11), and of those that are due beside it.
struct UnfinishedTests {
  let shop: Shop

  init() async throws {
    shop = try Shop()
    try await shop.integrate()
    for id: Int64 in [117, 118] {
      try shop.order(id)
      _ = try await shop.billing().perform(.open, service: id)
    }
  }

  /// Gives a command while the panel cannot be reached, and lets the panel come back.
  private func fail(_ command: Command, service: Int64 = 117) async throws -> RunningOperation {
    shop.panel.change { $0.fault = { _ in .lost(.timeout) } }
    defer { shop.panel.working() }
    return try #require(try await shop.billing().perform(command, service: service).failure)
  }

  @Test(arguments: [
    (Command.close, Command.syncItem), (.close, .suspend), (.close, .resume), (.close, .setparam),
    (.close, .reopen), (.suspend, .syncItem), (.suspend, .setparam), (.suspend, .reopen),
    (.setparam, .syncItem), (.setparam, .reopen),
  ])
  func `what somebody asked for is not forgotten for another command`(
    pending: Command, command: Command
  ) async throws {
    // A change to the same choice asks nobody, so the failing one is one to private name servers.
    let operation: RunningOperation
    if pending == .setparam {
      shop.panel.change { $0.fault = { _ in .lost(.timeout) } }
      operation = try #require(
        try await shop.billing().change(117, to: .init(item: "private")).failure)
      shop.panel.working()
    } else {
      operation = try await fail(pending)
    }

    let refusal = BillingError.unfinished(service: 117, pending: pending, command: command)
    await #expect(throws: refusal) {
      try await shop.billing().perform(command, service: 117)
    }

    #expect(try shop.billing().operations() == [operation])
    #expect(try shop.billing().service(117).status == .active)
    shop.time.pass(RunningOperation.retryInterval)
    #expect(try await shop.billing().retryDue().map(\.outcome.isDone) == [true])
  }

  @Test(arguments: [
    (Command.suspend, Command.resume), (.resume, .suspend), (.suspend, .close), (.syncItem, .close),
  ])
  func `a later wish takes the place of an earlier one`(
    pending: Command, command: Command
  ) async throws {
    _ = try await fail(pending)

    #expect(try await shop.billing().perform(command, service: 117).isDone)

    #expect(try shop.billing().operations().isEmpty)
  }

  @Test(arguments: [Command.suspend, .resume, .close, .syncItem, .reopen])
  func `a command that succeeds ends the problem of its integration`(
    command: Command
  ) async throws {
    _ = try await fail(command)
    #expect(try shop.billing().problems().count == 1)

    #expect(try await shop.billing().perform(command, service: 117).isDone)

    #expect(try shop.billing().problems().isEmpty)
  }

  @Test func `a look at an integration that works again ends its problem`() async throws {
    _ = try await fail(.suspend)

    #expect(try await shop.billing().checkIntegration(1).problems.isEmpty)

    #expect(try shop.billing().problems().isEmpty)
  }

  @Test func `a task ends with the operation that another takes the place of`() async throws {
    shop.panel.change { $0.accounts["dns117"]?.zones = ["example.net"] }
    _ = try await shop.billing().change(117, to: .init(item: "private"))
    #expect(try shop.billing().tasks().count == 1)

    #expect(try await shop.billing().change(117, to: .init(item: "provider")).isDone)

    #expect(try shop.billing().tasks().isEmpty)
  }

  @Test func `a change to something else begins with no tries and no person`() async throws {
    let bogus = try #require(
      try await shop.billing().change(117, to: .init(item: "bogus")).failure)
    #expect(bogus.isManual)
    shop.panel.change { $0.fault = { _ in .lost(.timeout) } }

    let failed = try #require(
      try await shop.billing().change(117, to: .init(item: "private")).failure)
    let again = try #require(
      try await shop.billing().change(117, to: .init(item: "private")).failure)

    #expect(!failed.isManual && failed.tries == 1 && failed.id != bogus.id)
    #expect(again.tries == 2 && again.id == failed.id)
  }

  @Test func `opening again is refused while a change is unfinished`() async throws {
    shop.panel.change { $0.accounts["dns117"]?.zones = ["example.net"] }
    _ = try await shop.billing().change(117, to: .init(item: "private"))
    // The customer thinks better of it with a suspension in between, which takes the change's place.
    _ = try await shop.billing().perform(.suspend, service: 117)
    _ = try await shop.billing().perform(.resume, service: 117)

    await #expect(
      throws: BillingError.unfinished(service: 117, pending: .setparam, command: .reopen)
    ) { try await shop.billing().perform(.reopen, service: 117) }

    #expect(try shop.billing().service(117).status == .active)
    #expect(try await shop.billing().change(117, to: .init(item: "provider")).isDone)
    #expect(try await shop.billing().perform(.reopen, service: 117).isDone)
  }

  @Test func `an operation that is taken over while its retry waits is not tried`() async throws {
    let suspend = try await fail(.suspend)
    let billing = shop.billing()

    let retry = try await shop.store.locks.withLock(117) {
      let retry = Task { try await billing.retry(operation: suspend.id) }
      // Every chance to look at the operation before it is gone.
      for _ in 0..<1_000 { await Task.yield() }
      _ = try await billing.performLocked(.resume, billing.service(117))
      return retry
    }

    await #expect(throws: BillingError.noSuch("operation", "\(suspend.id)")) {
      try await retry.value
    }
    #expect(shop.panel.orderedUsers["dns117"]?.isActive == true)
  }

  @Test func `a person may try an operation before it is due`() async throws {
    let suspend = try await fail(.suspend)

    #expect(try await shop.billing().retry(operation: suspend.id).isDone)

    #expect(try shop.billing().service(117).status == .suspended)
  }

  @Test(.timeLimit(.minutes(5)))
  func `a busy service keeps no other waiting`() async throws {
    _ = try await shop.billing(outbox: FullOutbox()).perform(.reopen, service: 117)
    _ = try await fail(.suspend)
    _ = try await fail(.suspend, service: 118)
    shop.time.pass(RunningOperation.retryInterval)
    let billing = shop.billing()

    let retries = try await shop.store.locks.withLock(117) { try await billing.retryDue() }

    #expect(retries.map(\.operation.service) == [118])
    #expect(try await billing.retryDue().map(\.operation.service) == [117])
    #expect(try billing.mails().allSatisfy { $0.state == .sent })
  }

  @Test func `an operation that ends in a fault keeps no other waiting`() async throws {
    _ = try await fail(.suspend)
    _ = try await fail(.suspend, service: 118)
    shop.time.pass(RunningOperation.retryInterval)
    let panel = shop.panel
    let faulty = PanelTransport { request in
      guard request.value(of: "elid") != "dns117" else { throw Shop.Crash() }
      return try await panel.transport.send(request)
    }

    await #expect(throws: Shop.Crash.self) {
      try await shop.billing(transport: faulty).retryDue()
    }

    #expect(try shop.billing().operations().map(\.service) == [117])
    #expect(try shop.billing().service(118).status == .suspended)
  }
}
