import DNSWire
import Testing

@testable import FakeDNSmanager

struct DelegationTests {
  private let world: World
  private let root = "127.54.0.1"
  private let registry = "127.54.0.2"

  init() throws {
    world = try .withParents()
  }

  @Test func `the root refers to the registry, the registry to the customer's servers`() throws {
    try world.delegateToProvider("company.com")
    let top = try world.ask("www.company.com", at: root)
    #expect(!top.header.isAuthoritative)
    #expect(top.authorities.map(\.description) == ["com. 60 IN NS ns.registry."])
    #expect(top.additionals.map(\.description) == ["ns.registry. 60 IN A \(registry)"])

    let referral = try world.ask("www.company.com", at: registry)
    #expect(!referral.header.isAuthoritative)
    #expect(
      referral.authorities.map { "\($0.name) \($0.data)" }
        == ["company.com. ns1.company.com.", "company.com. ns2.company.com."])
    #expect(
      referral.additionals.map { "\($0.name) \($0.data)" }
        == ["ns1.company.com. 127.53.0.1", "ns2.company.com. 127.53.0.2"])
  }

  @Test func `the zones above are answered for at their own addresses only`() throws {
    #expect(try world.code("com", .soa, at: registry) == "NOERROR")
    #expect(try world.code("nobody.com", at: registry) == "NXDOMAIN")
    #expect(try world.code("nobody.nowhere", at: root) == "NXDOMAIN")
    #expect(try world.code("nobody.nowhere", at: registry) == "REFUSED")
    #expect(try world.code("com", .soa, at: "127.53.0.1") == "REFUSED")
    #expect(
      try World.forTests().code("com", .soa, at: registry) == "REFUSED", "a world without parents")
  }

  @Test
  func `a delegation is seen at once, replaced and taken back, and each time the serial grows`()
    throws
  {
    let first = try serial()
    try world.delegateToProvider("example.net")
    let second = try serial()
    #expect(second.isNewer(than: first))
    try world.delegate(
      Delegation(domain: "Example.NET.", servers: [.init(name: "ns.elsewhere.org")]))
    let third = try serial()
    #expect(third.isNewer(than: second))
    #expect(
      try world.ask("example.net", at: registry).authorities.map(\.data.description)
        == ["ns.elsewhere.org."])

    #expect(try world.undelegate("example.net"))
    #expect(try !world.undelegate("example.net"))
    #expect(try serial().isNewer(than: third))
    #expect(try world.code("example.net", at: registry) == "NXDOMAIN")
  }

  @Test func `delegations are served in years that no serial can name`() throws {
    world.clock.set(to: WorldTime(seconds: 95_617_584_000))
    for domain in ["one.example", "two.example"] {
      try world.delegateToProvider(domain)
      #expect(try world.ask(domain, at: registry).authorities.count == 2, "\(domain)")
    }
  }

  @Test func `a domain is delegated and taken back by its name in UTF-8`() throws {
    try world.delegateToProvider("bücher.example")
    #expect(try world.delegations().map(\.domain) == ["xn--bcher-kva.example"])

    #expect(try world.undelegate("Bücher.example."))
    #expect(try world.delegations().isEmpty)
  }

  @Test(arguments: ["127.54.0.0/24", "127.54.0.2"])
  func `the pool never holds the addresses of the zones above`(range: String) throws {
    let error = #expect(throws: DelegationError.self) {
      try world.changeSettings { $0.addressPool = ["127.53.0.0/24", range] }
    }

    #expect(error?.description.contains("outside of the address pool") == true)
    #expect(try world.settings.addressPool == ["127.53.0.0/24"])
  }

  @Test func `the zones above get no address that a namespace has`() throws {
    let world = try World.forTests { $0.settings.addressPool = ["127.54.0.1-127.54.0.2"] }

    #expect(throws: DelegationError.self) {
      try world.changeSettings { settings in
        settings.addressPool = ["127.53.0.0/24"]
        settings.parent = ParentZones()
      }
    }
    #expect(try world.parentZones() == nil)
  }

  @Test(arguments: ["127.54.0.1/32", "127.54.0.1-127.54.0.1", "::1", ""])
  func `what is no IPv4 address is none of the zones above`(text: String) throws {
    var parent = ParentZones()
    parent.rootAddress = text

    let error = #expect(throws: DelegationError.self) { try parent.validate(beside: []) }

    #expect(error?.description.contains("must be an IPv4 address") == true)
  }

  @Test func `a snapshot whose pool holds the root's address makes no world`() throws {
    let text = String(decoding: try world.snapshot().json, as: UTF8.self)
    let range = #"127.53.0.0\\/24"#
    try #require(text.contains(range))
    let changed = text.replacing(range, with: "127.54.0.1")

    let error = #expect(throws: SnapshotError.self) {
      try World(Snapshot(json: Array(changed.utf8)))
    }

    #expect(error?.problem.contains("outside of the address pool") == true, "\(error as Any)")
  }

  @Test func `a fork and a snapshot keep what is delegated`() throws {
    try world.delegateToProvider("example.net", signers: ["1 13 2 \(digest)"])

    let fork = try world.fork()
    try world.undelegate("example.net")

    #expect(try fork.delegations().map(\.signers) == [["1 13 2 \(digest)"]])
    #expect(try World(fork.snapshot()).delegations() == fork.delegations())
    #expect(try fork.resolve("example.net", .ds, at: registry) == ["1 13 2 \(digest)"])
    #expect(try world.delegations().isEmpty)
  }

  static let refused: [(String, [String], [String], String)] = [
    ("example.net", [], [], "servers \"0\" must be 1 to 13"),
    ("net", ["ns1.company.com"], [], "name \"net\" must be a domain name"),
    ("co.nowhere", ["ns1.company.com"], [], "must be below a registry's zone"),
    ("example.net", ["ns1.example.net"], [], "servers \"ns1.example.net\" needs its address"),
    ("sub.company.com", ["ns1.company.com"], [], "must not be above or below company.com"),
    ("example.net", ["ns1.company.com"], ["1 13 2 XY"], "ds \"1 13 2 XY\" must be key tag"),
    ("a b.net", ["ns1.company.com"], [], "name \"a b.net\" must be"),
  ]

  @Test(arguments: refused)
  func `what cannot be delegated is refused with the field and what would be right`(
    domain: String, servers: [String], signers: [String], message: String
  ) throws {
    try world.delegateToProvider("company.com")

    let error = #expect(throws: DelegationError.self) {
      try world.delegate(
        Delegation(
          domain: domain, servers: servers.map { .init(name: $0) }, signers: signers))
    }

    #expect(error?.description.contains(message) == true, "\(error as Any)")
    #expect(try world.delegations().map(\.domain) == ["company.com"])
  }

  @Test func `servers are read with and without an address`() throws {
    #expect(try Delegation.Server("NS1.Company.com.").description == "ns1.company.com")
    #expect(try Delegation.Server("ns1.a.net/192.0.2.1").address == "192.0.2.1")
    #expect(try Delegation.Server("ns1.a.net/2001:db8:0::1").description == "ns1.a.net/2001:db8::1")
    for text in ["", "ns1", "ns1.a.net/", "ns1.a.net/host", "ns1.a.net/1/2", "a b.net"] {
      #expect(throws: DelegationError.self) { try Delegation.Server(text) }
    }
  }

  @Test(arguments: [
    ("127.53.0.9", "com", "root \"127.53.0.9\" must be an IPv4 address outside"),
    ("localhost", "com", "root \"localhost\" must be an IPv4 address"),
    ("127.54.0.1", "Com", "zones \"Com\" must be a zone such as com"),
  ])
  func `a world refuses parent zones that cannot be served`(
    address: String, zone: String, message: String
  ) throws {
    var file = WorldFile()
    var parent = ParentZones()
    (parent.rootAddress, parent.zones) = (address, [zone])
    file.settings.parent = parent

    let error = #expect(throws: DelegationError.self) { try World(file) }

    #expect(error?.description.hasPrefix(message) == true, "\(error as Any)")
  }

  @Test func `a registry's zone may be below another's`() throws {
    var file = WorldFile()
    var parent = ParentZones()
    parent.zones = ["uk", "co.uk"]
    file.settings.parent = parent
    let world = try World(file)
    try world.delegate(
      Delegation(domain: "a.co.uk", servers: [.init(name: "ns.a.co.uk", address: "192.0.2.1")]))

    let reply = try world.ask("www.a.co.uk", at: registry)

    #expect(reply.authorities.map { "\($0.name)" } == ["a.co.uk."])
    #expect(try world.ask("co.uk", .ns, at: root).authorities.map { "\($0.name)" } == ["uk."])
  }

  private let digest = String(repeating: "AB", count: 32)

  private func serial() throws -> SerialNumber {
    let record = try world.ask("net", .soa, at: registry).answers.first
    guard case .soa(let soa)? = record?.data else {
      throw ZoneError.missingStartOfAuthority(.root)
    }
    return soa.serial
  }
}
