import Testing

@testable import FakeDNSmanager

/// A real resolver, unmodified, from the root of a world down.
///
/// One test after the other: there is one port 53.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct ResolverTests {
  @Test(
    .enabled(
      if: UnboundProcess.obstacle == nil, Comment(rawValue: UnboundProcess.obstacle ?? "")))
  func `unbound reaches what is delegated, and nothing else`() async throws {
    try await serving { world in
      try world.makeZone("example.net", ip: "192.0.2.10")
      try world.makeZone("2.0.192.in-addr.arpa")
      try world.addRecord(
        ["name": "10", "rtype": "ptr", "domain": "www.example.net."], to: "2.0.192.in-addr.arpa")
      let unbound = try await UnboundProcess(root: "127.54.20.1")

      #expect(try await unbound.ask("www.example.net").status == "NXDOMAIN")
      #expect(try await unbound.ask("10.2.0.192.in-addr.arpa", "PTR").status == "NXDOMAIN")

      for domain in ["company.com", "example.org", "2.0.192.in-addr.arpa"] {
        try world.delegateToProvider(domain)
      }
      #expect(try await unbound.ask("ns2.company.com").data == ["127.53.20.2"])
      // Delegated to name servers that do not have it.
      #expect(try await unbound.ask("www.example.org").status == "SERVFAIL")
      try await unbound.stop()
    }
    try await serving { world in
      try world.makeZone("example.net", ip: "192.0.2.10")
      try world.makeZone("2.0.192.in-addr.arpa")
      try world.addRecord(
        ["name": "10", "rtype": "ptr", "domain": "www.example.net."], to: "2.0.192.in-addr.arpa")
      for domain in ["company.com", "example.net", "2.0.192.in-addr.arpa"] {
        try world.delegateToProvider(domain)
      }
      let unbound = try await UnboundProcess(root: "127.54.20.1")

      let answer = try await unbound.ask("www.example.net")
      #expect(answer.status == "NOERROR")
      #expect(answer.data == ["192.0.2.10"])
      #expect(try await unbound.ask("nothing.example.net").status == "NXDOMAIN")
      #expect(try await unbound.ask("10.2.0.192.in-addr.arpa", "PTR").data == ["www.example.net."])
      try await unbound.stop()
    }
  }

  @Test(
    .enabled(
      if: UnboundProcess.obstacle == nil, Comment(rawValue: UnboundProcess.obstacle ?? "")))
  func `unbound validates from the root's key to a customer's record`() async throws {
    try await serving { world in
      for zone in ["example.net", "example.com", "example.org"] {
        try world.makeZone(zone, ip: "192.0.2.10")
      }
      try world.sign("example.net")
      try world.sign("example.org")
      try world.delegateToProvider("company.com")
      let signer = try #require(try world.signer(of: "example.net"))
      try world.delegateToProvider("example.net", signers: [signer])
      try world.delegateToProvider("example.com")
      // The key of another zone: a customer's mistake.
      try world.delegateToProvider("example.org", signers: [signer])
      let anchor = try #require(try world.trustAnchor())

      let unbound = try await UnboundProcess(root: "127.54.20.1", trustAnchor: anchor)

      let secure = try await unbound.ask("www.example.net")
      #expect((secure.status, secure.data) == ("NOERROR", ["192.0.2.10"]))
      #expect(secure.flags.contains("ad"))
      let denied = try await unbound.ask("nothing.example.net")
      #expect(denied.status == "NXDOMAIN")
      #expect(denied.flags.contains("ad"))
      let insecure = try await unbound.ask("www.example.com")
      #expect((insecure.status, insecure.data) == ("NOERROR", ["192.0.2.10"]))
      #expect(!insecure.flags.contains("ad"))
      #expect(try await unbound.ask("www.example.org").status == "SERVFAIL")
      let nobody = try await unbound.ask("nobody.com")
      #expect(nobody.status == "NXDOMAIN")
      #expect(nobody.flags.contains("ad"))
      try await unbound.stop()
    }
  }

  /// Serves a world with parent zones on port 53 while `body` runs.
  private func serving(_ body: (World) async throws -> Void) async throws {
    let world = try World.withParents(
      pool: "127.53.20.0/24", parents: "127.54.20", clock: .running())
    let server = try await NameServer.start(world: world, port: 53)
    do {
      try await body(world)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }
}

extension World {
  /// A world of the reseller `provider` with the zones above the customers' domains.
  static func withParents(
    pool: String = "127.53.0.0/24", parents: String = "127.54.0", clock: WorldClock? = nil
  ) throws -> World {
    var file = WorldFile()
    file.resellers = [
      .init(name: "provider", password: "provider-secret", namespace: "company.com")
    ]
    file.settings.addressPool = [pool]
    var parent = ParentZones()
    parent.rootAddress = "\(parents).1"
    parent.registryAddress = "\(parents).2"
    file.settings.parent = parent
    return try World(file, clock: clock)
  }

  /// Delegates a domain to the name servers of `company.com`.
  func delegateToProvider(_ domain: String, signers: [String] = []) throws {
    try delegate(
      Delegation(
        domain: domain, servers: ["ns1", "ns2"].map { .init(name: "\($0).company.com") },
        signers: signers))
  }
}
