import FakeDNSmanager
import Foundation
import Provisioner
import TestSupport
import Testing

/// Processes that are killed at each of their requests, when the panel has done what was asked and
/// nobody was told; the next process finishes what they began.
///
/// Cuts between two requests, and of writes and mails, are those of ``ExplorationTests``.
struct KilledProcessTests {
  struct Flow: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let ordered: NameServerChoice
    let prepare: @Sendable (Provisioner, Int64) async throws -> Void
    let command: [String]
    var options: [String] = []
    /// How many requests the command makes, as `nslab explore` tells.
    let requests: Int
    let choice: NameServerChoice
    var status = ServiceStatus.active
    let mails: Int
  }

  private static func opened(
    then command: Command? = nil
  ) -> @Sendable (Provisioner, Int64) async throws -> Void {
    { billing, service in
      _ = try await billing.perform(.open, service: service)
      if let command { _ = try await billing.perform(command, service: service) }
    }
  }

  private static func change(
    _ old: NameServerChoice, _ new: NameServerChoice, requests: Int, mails: Int
  ) -> Flow {
    Flow(
      testDescription: "setparam/\(old)-\(new)", ordered: old, prepare: opened(),
      command: ["setparam"], options: ["--item", new.rawValue], requests: requests, choice: new,
      mails: mails)
  }

  static let flows = [
    Flow(
      testDescription: "open/private", ordered: .private, prepare: { _, _ in },
      command: ["open"], requests: 5, choice: .private, mails: 1),
    Flow(
      testDescription: "suspend", ordered: .provider, prepare: opened(), command: ["suspend"],
      requests: 1, choice: .provider, status: .suspended, mails: 1),
    Flow(
      testDescription: "resume", ordered: .provider, prepare: opened(then: .suspend),
      command: ["resume"], requests: 1, choice: .provider, mails: 1),
    Flow(
      testDescription: "reopen", ordered: .provider, prepare: opened(), command: ["reopen"],
      requests: 5, choice: .provider, mails: 2),
    Flow(
      testDescription: "close", ordered: .private, prepare: opened(), command: ["close"],
      requests: 3, choice: .none, status: .deleted, mails: 1),
    change(.provider, .private, requests: 5, mails: 2),
    change(.private, .provider, requests: 5, mails: 2),
    change(.provider, .none, requests: 4, mails: 1),
    change(.none, .private, requests: 5, mails: 1),
    Flow(
      testDescription: "sync", ordered: .private, prepare: opened(then: .suspend),
      command: ["sync"], requests: 4, choice: .private, status: .suspended, mails: 1),
  ]

  @Test(arguments: flows)
  func `a command that is killed at any request is finished by the next process`(
    flow: Flow
  ) async throws {
    let shop = try await ProcessShop()
    for request in 1...flow.requests {
      let service = Int64(100 + request)
      try shop.order([service], flow.ordered)
      try await flow.prepare(shop.billing, service)
      let words = flow.command + ["\(service)"] + flow.options
      shop.world.faults.add(
        Fault(.neverAnswer, on: .init(calls: request...request), phase: .after))
      let before = shop.requestCount
      let process = try await shop.start(words)
      try await until("request \(request)") {
        shop.requestCount == before + request || !process.isRunning
      }
      process.signal(SIGKILL)
      #expect(try await process.end().status == -SIGKILL, "request \(request)")
      shop.world.faults.removeAll()

      let end = try await shop.start(words).end()

      #expect(end.status == 0, "request \(request): \(end.output)\(end.errors)")
      try await expect(flow, service, shop)
    }
    await shop.close()
  }

  /// One user or none, in his namespace and at work as the service is; his stored password logs in.
  private func expect(_ flow: Flow, _ service: Int64, _ shop: ProcessShop) async throws {
    let billing = shop.billing
    #expect(try billing.service(service).status == flow.status)
    #expect(try billing.operations().isEmpty)
    let mails = try billing.mails().filter { $0.service == service }
    #expect(mails.count == flow.mails && mails.allSatisfy { $0.state == .sent })
    let login = "dns\(service)"
    let reseller = try shop.client("provider", Secret(ProcessShop.password))
    let users = try await reseller.users().filter { $0.name.hasPrefix(login) }
    guard flow.choice != .none else { return #expect(users.isEmpty) }
    let user = try #require(users.first)
    let namespace = flow.choice == .private ? "\(login).company.com" : "company.com"
    #expect(users.count == 1 && user.namespace == namespace)
    #expect(user.isActive == (flow.status == .active))
    guard flow.status == .active else { return }
    let password = try #require(try billing.reveal(.password, of: service))
    #expect(try await shop.client(login, password).whoami().name == login)
  }
}
