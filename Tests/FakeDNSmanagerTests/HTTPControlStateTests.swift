import Foundation
import Testing
import XMLReading

@testable import FakeDNSmanager

/// What the control port does to the state of worlds: parts put back, snapshots, seeds.
@Suite(.timeLimit(.minutes(10)))
struct HTTPControlStateTests {
  private typealias Tests = HTTPPanelServerTests

  /// A part, and which of the things below are as at the start once it is put back.
  static let parts: [(String, Set<String>)] = [
    ("accounts", ["accounts", "domains", "sessions"]), ("domains", ["domains"]),
    ("sessions", ["sessions"]), ("settings", ["settings"]), ("clock", ["clock"]),
    ("journal", ["journal"]), ("faults", ["faults"]),
    ("clock,journal,faults", ["clock", "journal", "faults"]),
    ("delegations", ["delegations"]), ("seed", ["seed", "sessions"]),
  ]

  @Test(arguments: parts)
  func `a part is put back and the rest stays`(parts: String, expected: Set<String>) async throws {
    let world = try World.furnished()
    try await ControlledPanel.serving(world) { control, _ in
      let origin = try world.fork()
      try Self.changeEverything(in: world)

      let answer = try await control.call("POST", "/worlds/default/reset?parts=\(parts)")

      #expect(answer.code == 204)
      #expect(try Self.asAtStart(world, origin) == expected)
    }
  }

  @Test func `all parts are everything`() async throws {
    let world = try World.furnished()
    try await ControlledPanel.serving(world) { control, _ in
      let saved = try await control.call("GET", "/worlds/default/snapshot").body
      try Self.changeEverything(in: world)
      let path = "/worlds/default/difference"
      #expect(try await control.call("POST", path, saved).body != "[]")

      let parts = WorldPart.allCases.map(\.rawValue).joined(separator: ",")
      #expect(try await control.call("POST", "/worlds/default/reset?parts=\(parts)").code == 204)

      #expect(try await control.call("POST", path, saved).body == "[]")
    }
  }

  /// Leaves no part of a furnished world as it was.
  private static func changeEverything(in world: World) throws {
    try world.makeUser("later")
    _ = world.call("domain.delete", ["elid": "example.com"], as: "provider")
    try world.makeZone("new.example")
    _ = try world.signIn("provider")
    _ = world.call("restrictdomain.edit", ["name": "a.example", "sok": "ok"], as: "root")
    try world.store.change { transaction in
      try transaction.put(Delegation(domain: "a.net", servers: [.init(name: "ns1.b.net")]))
      try transaction.touchParents(at: world.clock.now)
    }
    world.clock.step(by: 60)
    world.faults.add(Fault(.empty, on: .init(function: "nothing")))
    try world.store.change { try $0.update(seed: 9) }
    _ = try world.signIn("root")
  }

  /// Which parts of a world are as in its origin.
  private static func asAtStart(_ world: World, _ origin: World) throws -> Set<String> {
    let (dump, first) = (try world.store.dump(), try origin.store.dump())
    func same(_ tables: String...) -> Bool {
      tables.allSatisfy { dump[table: $0] == first[table: $0] }
    }
    let settings = try world.store.change { try $0.settings() }
    func value(_ column: String, in dump: StateDump) -> SQLValue? {
      dump[table: "world"].flatMap { $0.cells(of: $0.rows[0]).first { $0.column == column }?.value }
    }
    func same(column: String) -> Bool { value(column, in: dump) == value(column, in: first) }
    let parts: [(String, Bool)] = [
      ("accounts", same("account", "namespace", "address")),
      ("domains", same("domain", "record", "shareddomain")),
      ("sessions", same("session", "sessionkey")),
      ("settings", try settings == origin.store.change { try $0.settings() }),
      ("clock", world.clock.now == origin.clock.now), ("journal", world.journal.count == 0),
      ("faults", world.faults.armed.isEmpty),
      ("delegations", same("delegation") && same(column: "parentserial")),
      ("seed", same(column: "seed") && same(column: "identifiers")),
    ]
    return Set(parts.filter(\.1).map(\.0))
  }

  @Test(arguments: ["", "?parts=faults"])
  func `faults by chance are as a world began, however it is put back`(
    parts: String
  ) async throws {
    let world = try World.furnished()
    let chance = RandomFaults(seed: 3, rate: 1)
    world.faults.random = chance
    let directory = try WorldDirectory(world)
    let control = try await ControlServer.start(directory)
    _ = world.call("whoami", as: "provider")
    world.faults.add(Fault(.empty))
    try world.add(DNSFault(.drop))

    let answer = try await ControlProbe(port: control.port)
      .call("POST", "/worlds/default/reset\(parts)")

    let now = try #require(directory["default"])
    #expect(answer.code == 204)
    #expect(now.faults.random == chance)
    #expect(now.faults.armed.isEmpty)
    #expect(now.dnsFaults.armed.isEmpty)
    await control.stop()
  }

  @Test func `domains whose owner is gone stay away`() async throws {
    let world = try World.furnished()
    try await ControlledPanel.serving(world) { control, _ in
      _ = world.call("reseller.delete", ["elid": "provider"], as: "root")

      _ = try await control.call("POST", "/worlds/default/reset?parts=domains")
      #expect(try await control.call("GET", "/worlds/default/domains").body == "[]")
      _ = try await control.call("POST", "/worlds/default/reset?parts=accounts")

      for name in ["example.com.", "EXAMPLE.com"] {
        let found = try await control.call("GET", "/worlds/default/domains?name=\(name)")
        #expect(try found.decoded([DomainLine].self).map(\.name) == ["example.com"])
      }
      let names = try await control.call("GET", "/worlds/default/domains?name=Example.com")
      #expect(
        names.body
          == #"[{"active":true,"name":"example.com","namespace":"company.com","owner":"provider","#
          + #""type":"master"}]"#)
    }
  }

  @Test func `a world goes on from a snapshot, and can still be put back to its start`()
    async throws
  {
    try await ControlledPanel.serving(try .furnished()) { control, panel in
      let saved = try await control.call("GET", "/worlds/default/snapshot").body
      _ = try await panel.get(
        "/dnsmgr?func=domain.edit&name=new.example&sok=ok&authinfo=provider:provider-secret")
      #expect(try await control.domains(of: "default").contains("new.example"))
      let later = try await control.call("GET", "/worlds/default/snapshot").body

      #expect(try await control.call("PUT", "/worlds/default/snapshot", saved).code == 200)
      #expect(try await !control.domains(of: "default").contains("new.example"))
      #expect(try await control.call("PUT", "/worlds/default/snapshot", later).code == 200)
      #expect(try await control.domains(of: "default").contains("new.example"))
      #expect(try await control.call("POST", "/worlds/default/reset").code == 204)
      #expect(try await !control.domains(of: "default").contains("new.example"))

      #expect(try await control.call("PUT", "/worlds/copy/snapshot", later).code == 201)
      #expect(try await control.domains(of: "copy").contains("new.example"))
      #expect(try await control.call("PUT", "/worlds/A/snapshot", later).code == 400)
      #expect(try await control.call("PUT", "/worlds/copy/snapshot", "{}").code == 422)
    }
  }

  @Test func `a seed decides the ids to come and ends the sessions before`() async throws {
    let world = try World.forTests()
    try await ControlledPanel.serving(world) { control, _ in
      func reseed(_ seed: String) async throws -> Int {
        try await control.call("PUT", "/worlds/default/seed", #"{"seed":\#(seed)}"#).code
      }
      #expect(try await reseed("7") == 200)
      let first = try world.signIn("provider")
      #expect(try await reseed("8") == 200)
      let other = try world.signIn("provider")
      #expect(try await reseed("7") == 200)
      #expect(try world.signIn("provider") == first)
      #expect(first != other)
      #expect(try await control.call("GET", "/worlds/default/seed").body == #"{"seed":7}"#)
      let whoami = world.answer(PanelRequest(query: "func=whoami&out=xml&auth=\(other)"))
      #expect(try whoami.refusal() == "auth/badsession")
      for wrong in ["-1", "1.5", "\"1\"", "null", "9223372036854775808"] {
        #expect(try await reseed(wrong) == 400)
      }
    }
  }

  @Test func `accounts are told with who stands above`() async throws {
    try await ControlledPanel.serving(try .furnished()) { control, _ in
      let user = try await control.call("GET", "/worlds/default/accounts?name=DNS117").body

      #expect(
        user
          == #"[{"active":true,"level":16,"name":"dns117","namespace":"company.com","#
          + #""parent":"provider"}]"#)
      #expect(try await control.call("GET", "/worlds/default/accounts?name=nobody").body == "[]")
      let first = try await control.call("GET", "/worlds/default/accounts?limit=1")
      #expect(try first.decoded([AccountLine].self).count == 1)
    }
  }
}

extension ControlProbe {
  fileprivate func domains(of world: String) async throws -> [String] {
    try await call("GET", "/worlds/\(world)/domains").decoded([DomainLine].self).map(\.name)
  }
}
