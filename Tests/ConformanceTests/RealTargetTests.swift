import FakeDNSmanager
import Foundation
import Provisioner
import Testing

@testable import Conformance

/// A panel that is served on loopback, used as if it were somebody's real one.
struct RealTargetTests {
  private let world: World
  private let server: RunningPanel

  init() async throws {
    world = try World(try WorldFile.load("\(Fixtures.folder)/worlds/provider.yaml"))
    server = try await FakeDNSmanager.start(worlds: try WorldDirectory(world))
  }

  private func access(budget: Int = 5_000) throws -> RealPanelAccess {
    RealPanelAccess(
      url: "http://127.0.0.1:\(try #require(server.httpPort))/dnsmgr", login: "root",
      password: "root-secret", prefix: "lab", requestsPerSecond: 1_000, budget: budget)
  }

  private func report(_ access: RealPanelAccess, _ scenarios: String...) async throws -> RunReport {
    let clauses = try ClauseCatalog.load("\(Fixtures.folder)/clauses.yaml")
    let suite = try Suite.load(
      scenarios.map { "\(Fixtures.folder)/scenarios/\($0).yaml" }, clauses: clauses)
    let target = try RealTarget(access, worlds: "\(Fixtures.folder)/worlds")
    return await Runner(clauses: clauses, configuration: .init(jobs: 2, caseTimeout: .seconds(600)))
      .run(suite, on: target)
  }

  private func accounts(_ access: RealPanelAccess) async throws -> [String] {
    try await Sweep(access).run(prefix: "", isDry: true)
  }

  @Test func `cases pass under names of their own and leave nothing behind`() async throws {
    let access = try access()
    let before = try await accounts(access)

    let report = try await report(
      access, "order/one-user-per-order", "lifecycle/close-removes-user",
      "isolation/private-domains-are-isolated", "namespace/private-user")

    #expect(report.exitCode == .passed, "\n\(ConsoleReport.render(report))")
    #expect(report.cases.allSatisfy { $0.verdict == .pass })
    #expect(try await accounts(access) == before)
    let logins = world.journal.entries.map(\.account).filter { $0.contains("dns117") }
    #expect(!logins.isEmpty && logins.allSatisfy { $0.hasPrefix("lab-") })
    await server.stop()
  }

  @Test func `what only a simulated panel can do is unsupported`() async throws {
    let report = try await report(
      try access(), "failure/lost-answer", "integration/provider-decides")

    #expect(report.cases.allSatisfy { $0.verdict == .unsupported })
    #expect(report.exitCode == .nothingRan)
    await server.stop()
  }

  @Test func `no more requests are sent than were allowed`() async throws {
    let report = try await report(try access(budget: 6), "lifecycle/close-removes-user")

    #expect(world.journal.count <= 6)
    #expect(report.exitCode != .passed)
    await server.stop()
  }

  @Test func `only what begins with the prefix is swept`() async throws {
    let access = try access()
    for name in ["lab-1-left", "label", "other"] {
      let form = [
        ("authinfo", "root:root-secret"), ("func", "reseller.edit"), ("name", name),
        ("passwd", "some-secret"), ("confirm", "some-secret"), ("namespace", "\(name).example"),
        ("sok", "ok"),
      ]
      _ = try await RealPanel(access, wire: .http()).send(form)
    }

    #expect(try await Sweep(access).run(isDry: true) == ["reseller lab-1-left"])
    #expect(try await Sweep(access).run() == ["reseller lab-1-left"])
    let left = try await accounts(access)
    #expect(left.contains("reseller label") && left.contains("reseller other"))
    #expect(!left.contains("reseller lab-1-left"))
    await server.stop()
  }

  @Test func `a panel that does not answer is not reachable`() async throws {
    var access = try access()
    access.url = "http://127.0.0.1:1/dnsmgr"

    #expect(try await report(access, "order/one-user-per-order").exitCode == .unreachable)
    await server.stop()
  }
}

struct RenamingTests {
  private func renaming(_ names: String...) -> Renaming {
    var renaming = Renaming(mark: "lab-1-")
    for name in names { renaming.learn(name) }
    return renaming
  }

  @Test(arguments: [
    ("dns117", "lab-1-dns117"), ("dns1170", "dns1170"), ("xdns117", "xdns117"),
    ("ns1.company.com", "ns1.lab-1-company.com"), ("DNS117", "lab-1-DNS117"),
    ("shop.company.com. A 192.0.2.1", "shop.lab-1-company.com. A 192.0.2.1"),
    ("dns117.company.com", "lab-1-dns117.lab-1-company.com"),
  ])
  func `a name gets the mark where it stands alone, and loses it again`(
    value: String, sent: String
  ) {
    let renaming = renaming("dns117", "company.com")

    #expect(renaming.outgoing([("elid", value)]).map(\.value) == [sent])
    #expect(renaming.incoming(Array(sent.utf8)) == Array(value.utf8))
  }

  @Test func `a password is never touched`() {
    let sent = renaming("dns117").outgoing([
      ("authinfo", "dns117:dns117"), ("passwd", "dns117"), ("name", "dns117"),
    ])

    #expect(sent.map(\.value) == ["lab-1-dns117:dns117", "dns117", "lab-1-dns117"])
  }
}
