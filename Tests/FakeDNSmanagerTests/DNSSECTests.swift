import DNSWire
import Foundation
import TestSupport
import Testing

@testable import FakeDNSmanager

@Suite(.timeLimit(.minutes(10)))
struct DNSSECTests {
  private static let delv = ["/usr/bin/delv", "/usr/local/bin/delv"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test func `the switch of a zone signs it, and takes the signatures away again`() throws {
    let world = try World.forTests()
    try world.makeZone("example.net", ip: "192.0.2.5")
    #expect(try world.ask("example.net", .dnskey).answers.isEmpty)

    try world.sign("example.net")

    let key = try #require(try world.ask("example.net", .dnskey).answers.first)
    let signer = try #require(try world.signer(of: "example.net"))
    #expect(signer.contains(/^\d{1,5} 13 2 [0-9A-F]{64}$/))
    #expect(try tag(of: key.data) == UInt16(signer.prefix { $0 != " " }))
    #expect(try world.signatures(of: "www.example.net").count == 1)

    try world.sign("example.net", "off")
    #expect(try world.ask("example.net", .dnskey).answers.isEmpty)
    #expect(try world.signatures(of: "www.example.net").isEmpty)
    #expect(try world.signer(of: "example.net") == nil)
  }

  @Test func `a change is signed, and the world's day decides how long signatures hold`() throws {
    let world = try World.forTests()
    try world.makeZone("example.net", ip: "192.0.2.5")
    try world.sign("example.net")
    let first = try #require(try world.signatures(of: "www.example.net").first)
    // 2026-01-01 is where the clock stands.
    #expect((first.inception, first.expiration) == (1_767_139_200, 1_768_435_200))

    try world.addRecord(["name": "new", "rtype": "a", "ip": "192.0.2.6"], to: "example.net")
    #expect(try world.signatures(of: "new.example.net").count == 1)
    #expect(try world.signatures(of: "www.example.net") == [first])

    world.clock.step(by: 86_400)
    let later = try #require(try world.signatures(of: "www.example.net").first)
    #expect(later.inception == first.inception + 86_400)
    world.clock.step(by: -86_400)
    #expect(try world.signatures(of: "www.example.net").first?.inception == first.inception)
  }

  @Test func `the same world has the same keys, and with Ed25519 the same signatures`() throws {
    func records(_ algorithm: SigningAlgorithm, seed: UInt64 = 1) throws -> [ResourceRecord] {
      let world = try World.forTests {
        $0.seed = seed
        $0.settings.signingAlgorithm = algorithm
      }
      try world.makeZone("example.net", ip: "192.0.2.5")
      try world.sign("example.net")
      return try world.ask("example.net", .dnskey, wantsSignatures: true).answers
    }
    #expect(try records(.ed25519) == records(.ed25519))
    #expect(try records(.ed25519) != records(.ed25519, seed: 2))
    #expect(try records(.ecdsaP256).first == records(.ecdsaP256).first)
  }

  @Test func `a domain that is made anew has another key`() throws {
    let world = try World.forTests()
    try world.makeZone("example.net")
    try world.sign("example.net")
    let first = try world.signer(of: "example.net")
    _ = world.call("domain.delete", ["elid": "example.net", "sok": "ok"], as: "provider")
    try world.makeZone("example.net")
    try world.sign("example.net")

    #expect(try world.signer(of: "example.net") != first)
  }

  /// Name, type, and what delv must find.
  static let judged: [(String, String, String)] = [
    ("www.example.net", "A", "; fully validated"),
    ("example.net", "SOA", "; fully validated"),
    ("example.net", "DNSKEY", "; fully validated"),
    ("any.wild.example.net", "A", "; fully validated"),
    ("alias.example.net", "A", "; fully validated"),
    ("x.tree.example.net", "CNAME", "; fully validated"),
    ("www.example.net", "MX", "; negative response, fully validated"),
    ("nothing.example.net", "A", "; negative response, fully validated"),
    ("any.wild.example.net", "TXT", "; negative response, fully validated"),
    ("_tcp.example.net", "A", "; negative response, fully validated"),
    ("child.example.net", "DS", "; negative response, fully validated"),
  ]

  @Test(.enabled(if: delv != nil, "delv is not installed"))
  func `delv validates everything against the DS of the API, and nothing against another`()
    async throws
  {
    let world = try World.signedForJudges()
    let server = try await NameServer.start(world: world)
    let signer = try #require(try world.signer(of: "example.net"))
    do {
      for (name, type, verdict) in Self.judged {
        let said = try await judge(name, type, signer, server.port)
        #expect(said.contains(verdict), "\(name) \(type): \(said)")
      }
      let wrong = String(signer.dropLast(2)) + (signer.hasSuffix("00") ? "11" : "00")
      let said = try await judge("www.example.net", "A", wrong, server.port)
      #expect(!said.contains("fully validated"), "\(said)")
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  /// What delv says when it trusts that DS record and nothing else.
  private func judge(
    _ name: String, _ type: String, _ signer: String, _ port: Int
  ) async throws -> String {
    let fields = signer.split(separator: " ")
    let anchor = FileManager.default.temporaryDirectory.appending(path: "ds-\(UUID().uuidString)")
    try """
    trust-anchors {
      "example.net." static-ds \(fields[0]) \(fields[1]) \(fields[2]) "\(fields[3])";
    };
    """.write(to: anchor, atomically: false, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: anchor) }
    let end = try await Child.run(
      try #require(Self.delv),
      ["@127.53.21.1", "-p", "\(port)", "-a", anchor.path, "+root=example.net", name, type])
    return end.output + end.errors
  }

  /// RFC 4034 appendix B, counted here for itself.
  private func tag(of data: RecordData) throws -> UInt16 {
    var sum = 0
    for (index, octet) in data.wire.enumerated() { sum += Int(octet) << (index % 2 == 0 ? 8 : 0) }
    return UInt16((sum + sum / 65_536) % 65_536)
  }
}

extension World {
  /// A world in real time with a signed zone of many shapes, at 127.53.21.1.
  static func signedForJudges() throws -> World {
    var file = WorldFile()
    file.resellers = [
      .init(name: "provider", password: "provider-secret", namespace: "company.com")
    ]
    file.settings.addressPool = ["127.53.21.0/24"]
    let world = try World(file, clock: .running())
    try world.makeZone("example.net", ip: "192.0.2.5")
    let records: [KeyValuePairs<String, String>] = [
      ["name": "*.wild", "rtype": "a", "ip": "192.0.2.6"],
      ["name": "alias", "rtype": "cname", "domain": "www"],
      ["name": "tree", "rtype": "dname", "domain": "other.test."],
      [
        "name": "_s._tcp", "rtype": "srv", "srvdomain": "WWW.Example.Net.", "priority": "1",
        "weight": "2", "port": "3",
      ],
      ["name": "child", "rtype": "ns", "domain": "ns.child.example.net."],
    ]
    for record in records { try world.addRecord(record, to: "example.net") }
    try world.sign("example.net")
    return world
  }

  /// Turns the switch of a zone, and expects it to be done.
  func sign(
    _ zone: String, _ state: String = "on", sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let refusal = try error(
      "domain.edit", ["elid": zone, "dnssec": state, "sok": "ok"], as: "provider")
    #expect(refusal == nil, sourceLocation: sourceLocation)
  }

  /// The data of the DS record that the API shows for a zone.
  func signer(of zone: String) throws -> String? {
    try column("ds", of: "domain.ds", ["elid": zone], as: "provider").first.map {
      $0.split(separator: " ").dropFirst(2).joined(separator: " ")
    }
  }

  /// The signatures in the answer to a question for addresses.
  fileprivate func signatures(of name: String) throws -> [RecordSignature] {
    try ask(name, .a, wantsSignatures: true).answers.compactMap {
      if case .rrsig(let signature) = $0.data { signature } else { nil }
    }
  }
}
