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
  @Test(arguments: KilledFlow.all)
  func `a command that is killed at any request is finished by the next process`(
    flow: KilledFlow
  ) async throws {
    let shop = try await ProcessShop()
    let plan = try await flow.plan(shop)
    for request in 1...flow.requests {
      let service = Int64(100 + request)
      try shop.order([service], flow.ordered, plan: plan)
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
  private func expect(_ flow: KilledFlow, _ service: Int64, _ shop: ProcessShop) async throws {
    let billing = shop.billing
    #expect(try billing.service(service).status == flow.status)
    #expect(try billing.operations().isEmpty)
    let mails = try billing.mails().filter { $0.service == service }
    #expect(mails.count == flow.mails && mails.allSatisfy { $0.state == .sent })
    #expect(
      try billing.freeDomains().filter { $0.service == service && $0.isMade }.map(\.name)
        == (flow.hasDomain ? ["s\(service).\(KilledFlow.zone)"] : []))
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
