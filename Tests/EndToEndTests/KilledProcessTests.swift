import FakeDNSmanager
import Foundation
import Provisioner
import TestSupport
import Testing

/// Processes that are killed, and the next one, which finishes what they began.
///
/// They are killed at each of their requests, when the panel has done what was asked and nobody was
/// told, and in the midst of what they write. Cuts between two effects are those of
/// ``ExplorationTests``.
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

  private static let tracer = "/usr/bin/strace"

  @Test(
    .enabled("strace is not installed, or may not trace here") { try await mayTrace() },
    arguments: KilledFlow.all.filter {
      ["open/private", "setparam/private-none", "close"].contains($0.testDescription)
    })
  func `a command that is killed in a transaction is finished by the next process`(
    flow: KilledFlow
  ) async throws {
    let shop = try await ProcessShop()
    let plan = try await flow.plan(shop)
    let files = ["billing", "billing-wal"].map { shop.folder.appending(path: $0).path }
    var cuts = 0
    while cuts < 1000 {
      let service = Int64(101 + cuts)
      try shop.order([service], flow.ordered, plan: plan)
      try await flow.prepare(shop.billing, service)
      let words = flow.command + ["\(service)"] + flow.options
      // Of up to eighty writes every third, so that each transaction is cut somewhere.
      let end = try await Child.run(
        Self.tracer,
        [
          "-f", "-qq", "-o", "/dev/null", "-P", files[0], "-P", files[1], "-e", "trace=pwrite64",
          "-e", "inject=pwrite64:signal=SIGKILL:when=\(1 + 3 * cuts)", Program.path.path,
          "provision",
        ] + words + shop.records)
      if end.status == 0 { break }
      try #require(end.status == -SIGKILL, "\(cuts): \(end.output)\(end.errors)")
      cuts += 1

      let next = try await shop.start(words).end()

      #expect(next.status == 0, "\(cuts): \(next.output)\(next.errors)")
      try await expect(flow, service, shop)
    }
    #expect(cuts > 3)
    await shop.close()
  }

  private static func mayTrace() async throws -> Bool {
    guard FileManager.default.isExecutableFile(atPath: tracer) else { return false }
    return try await Child.run(tracer, ["-qq", "-o", "/dev/null", "/bin/true"]).status == 0
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
