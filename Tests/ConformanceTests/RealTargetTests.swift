import FakeDNSmanager
import Foundation
import Provisioner
import Testing
import XMLReading

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

  @Test(arguments: [3, 6])
  func `no more requests are sent than were allowed, but what was made is removed`(
    budget: Int
  ) async throws {
    let before = try await accounts(try access())
    let sent = world.journal.count

    let report = try await report(try access(budget: budget), "lifecycle/close-removes-user")

    let charged = world.journal.entries.dropFirst(sent).filter {
      !["user", "reseller", "user.delete", "reseller.delete"].contains($0.function)
    }
    #expect(charged.count <= budget)
    #expect(report.exitCode != .passed)
    #expect(try await accounts(try access()) == before)
    await server.stop()
  }

  /// Runs a scenario that is no fixture; the panel has a user `dns118` of somebody else's.
  private func run(_ steps: String, world: String = "provider") async throws -> RunReport {
    try await make("user.edit", "dns118", as: "provider:provider-secret")
    let clauses = try ClauseCatalog.load("\(Fixtures.folder)/clauses.yaml")
    let text = "scenario: own\ntitle: Own\npanels: { dns: \(world) }\nsteps:\n\(steps)\n"
    let scenario = try ScenarioDecoding.scenario(
      in: text, file: "own.yaml", clauses: clauses.ids)
    let target = try RealTarget(try access(), worlds: "\(Fixtures.folder)/worlds")
    return await Runner(clauses: clauses, configuration: .init(caseTimeout: .seconds(600)))
      .run(Suite(scenarios: [scenario]), on: target)
  }

  private func make(_ function: String, _ name: String, as login: String) async throws {
    _ = try await RealPanel(access(), wire: .http()).ask(
      function,
      [
        ("authinfo", login), ("name", name), ("passwd", "some-secret"),
        ("confirm", "some-secret"), ("sok", "ok"),
      ])
  }

  @Test(arguments: ["dns117, dns118", "dns117,dns118", "dns118"])
  func `what a list names is the case's own, never somebody else's`(elid: String) async throws {
    let report = try await run(
      """
        - api: { as: root, func: user.delete, form: { elid: "\(elid)", sok: ok } }
          check:
            - { clause: NS-06, outcome: ok }
      """)

    #expect(report.exitCode == .passed, "\n\(ConsoleReport.render(report))")
    #expect(try await accounts(try access()).contains("user dns118"))
    await server.stop()
  }

  static let foreign = [
    "admin.edit, form: { name: second, passwd: secret-second, confirm: secret-second, sok: ok }",
    "restrictdomain.edit, form: { name: bank.example, sok: ok }",
    "namespace.edit, form: { name: left.example, sok: ok }",
    "usrparam, form: { passwd: changed-by-test, confirm: changed-by-test, sok: ok }",
    "domain.edit, form: { name: mine.example, dtype: master, ip: 192.0.2.1, sok: ok }",
    "domain.transfer, form: { elid: mine.example, user: '', sok: ok }",
    "user.delete, form: { elid: ', ', sok: ok }", "user, out: text", "session.newkey",
    "auth, form: { username: root, password: root-secret }",
  ]

  @Test(arguments: foreign)
  func `an administrator changes nothing but what has the case's mark`(
    call: String
  ) async throws {
    let report = try await run(
      """
        - api: { as: root, func: \(call) }
          check:
            - { clause: NS-06, outcome: ok }
      """)

    #expect(report.cases.map(\.verdict) == [.unsupported], "\n\(ConsoleReport.render(report))")
    let function = call.prefix { $0 != "," }
    #expect(
      !world.journal.entries.contains { $0.function == function && $0.account == "root" }
        || function == "user")
    await server.stop()
  }

  @Test func `an administrator sees the case's own rows, and a wrong password stays wrong`()
    async throws
  {
    let report = try await run(
      """
        - api: { as: root, func: user }
          check:
            - { clause: NS-06, xpath: /doc/elem, count: 0 }
            - { clause: NS-06, xpath: /doc/p_elems, equals: "0" }
        - api: { as: root, func: reseller }
          check:
            - { clause: NS-06, xpath: /doc/elem/name, equals: provider }
        - api: { user: root, password: wrong, func: whoami }
          check:
            - { clause: NS-06, outcome: auth }
      """)

    #expect(report.exitCode == .passed, "\n\(ConsoleReport.render(report))")
    await server.stop()
  }

  @Test func `a world that would not be made as it is written is unsupported`() async throws {
    let report = try await run(
      """
        - api: { as: provider, func: whoami }
          check:
            - { clause: NS-06, outcome: ok }
      """, world: "full")

    #expect(report.cases.map(\.verdict) == [.unsupported])
    await server.stop()
  }

  @Test func `a login that has no room for the mark is unsupported`() async throws {
    let report = try await run(
      """
        - api:
            as: provider
            func: user.edit
            form: { name: dns9223372036854775807, passwd: some-secret, confirm: some-secret, sok: ok }
          check:
            - { clause: NS-06, outcome: ok }
      """)

    #expect(report.cases.map(\.verdict) == [.unsupported], "\n\(ConsoleReport.render(report))")
    await server.stop()
  }

  @Test func `what is made is removed also when the case is cancelled`() async throws {
    let panel = try RealPanel(try access(), wire: .http())
    let visit = RealVisit(panel, mark: "lab-1-1-", administrators: [])
    let before = try await accounts(try access())
    try await visit.build(try WorldFile.load("\(Fixtures.folder)/worlds/accounts.yaml"))

    let cleaning = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await visit.clean()
    }

    #expect(try await cleaning.value.count == 3)
    #expect(try await accounts(try access()) == before)
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

  @Test(arguments: [true, false])
  func `an administrator's list has the case's rows of all pages`(knowsPages: Bool) async throws {
    let pages = [["a", "lab-1-b"], ["c", "d"], ["lab-1-e"]]
    let panel = try RealPanel(
      try access(),
      wire: PanelTransport { request in
        let number = knowsPages ? request.value(of: "p_num").flatMap { Int($0) } ?? 1 : 1
        let rows = pages[number - 1].map { "<elem><name>\($0)</name></elem>\n" }.joined()
        let end = "<p_cnt>2</p_cnt><p_elems>5</p_elems></doc>"
        return PanelReply(body: Array("<doc><page/>\(rows)\(end)".utf8))
      })
    let root = WorldFile.Administrator(name: "root", password: "root-secret")
    let visit = RealVisit(panel, mark: "lab-1-", administrators: [root])

    let reply = try await visit.transport.send(
      PanelRequest(
        url: panel.url,
        form: [("authinfo", "root:root-secret"), ("out", "xml"), ("func", "user")]))
    let document = try XMLReply(reply.body)

    #expect(try document.strings(at: "/doc/elem/name") == (knowsPages ? ["b", "e"] : ["b"]))
    #expect(try document.string(at: "/doc/p_elems") == (knowsPages ? "2" : "1"))
    await server.stop()
  }

  @Test func `a list of many pages is swept whole`() async throws {
    let pages = [["lab-1", "other"], ["lab-2", "lab-3"], ["lab-4"]]
    let panel = try RealPanel(
      try access(),
      wire: PanelTransport { request in
        let number = request.value(of: "p_num").flatMap { Int($0) } ?? 1
        let names = request.value(of: "func") == "user" ? pages[number - 1] : []
        let rows = names.map { "<elem><name>\($0)</name></elem>" }.joined()
        return PanelReply(body: Array("<doc>\(rows)<p_cnt>2</p_cnt></doc>".utf8))
      })

    let swept = try await Sweep(panel).run(isDry: true)

    #expect(swept == ["lab-1", "lab-2", "lab-3", "lab-4"].map { "user \($0)" })
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

  @Test func `each name of a list gets a mark, and none is learned as a whole`() {
    var renaming = renaming()
    renaming.learn(from: [("func", "user.delete"), ("elid", "dns117, dns118")])

    #expect(
      renaming.outgoing([("elid", "dns117, dns118")]).map(\.value)
        == ["lab-1-dns117, lab-1-dns118"])
    #expect(renaming.isMarked("lab-1-dns117, lab-1-dns118"))
    #expect(!renaming.isMarked("lab-1-dns117, dns118") && !renaming.isMarked(", "))
  }

  @Test func `a password is never touched`() {
    let sent = renaming("dns117").outgoing([
      ("authinfo", "dns117:dns117"), ("passwd", "dns117"), ("name", "dns117"),
    ])

    #expect(sent.map(\.value) == ["lab-1-dns117:dns117", "dns117", "lab-1-dns117"])
  }
}
