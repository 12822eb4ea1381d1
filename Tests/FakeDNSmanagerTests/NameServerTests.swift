import DNSWire
import Testing

@testable import FakeDNSmanager

struct NameServerTests {
  private let world: World

  init() throws {
    world = try .forTests { $0.settings.addressPool = ["127.53.0.0/24"] }
  }

  @Test func `a zone is answered for on both addresses of its namespace`() throws {
    try world.makeZone("example.net", ip: "192.0.2.5")

    for address in ["127.53.0.1", "127.53.0.2"] {
      let reply = try world.ask("Example.NET", .ns, at: address)
      #expect(reply.header.isAuthoritative)
      #expect(
        Set(reply.answers.map(\.data.description)) == ["ns1.company.com.", "ns2.company.com."])
      #expect(try world.resolve("www.example.net", at: address) == ["192.0.2.5"])
      #expect(try world.code("missing.example.net", at: address) == "NXDOMAIN")
    }
  }

  @Test func `one name has other answers in another namespace, and none where it is not`() throws {
    try world.makeUser("dns117", ["namespace": "brand.example"])
    try world.makeZone("example.net", ip: "192.0.2.5")
    try world.makeZone("example.net", ip: "192.0.2.17", as: "dns117")
    try world.makeZone("only.example", ip: "192.0.2.17", as: "dns117")
    let own = try #require(try world.nameServerAddresses()["brand.example"]?.first)

    #expect(try world.resolve("example.net") == ["192.0.2.5"])
    #expect(try world.resolve("example.net", at: own) == ["192.0.2.17"])
    #expect(try world.resolve("only.example", at: own) == ["192.0.2.17"])
    #expect(try world.code("only.example") == "REFUSED")
    #expect(try world.code("example.net", at: "127.53.0.9") == "REFUSED")
  }

  @Test func `a change is seen by the next question, and makes the serial grow`() throws {
    try world.makeZone("example.net", ip: "192.0.2.5")
    let before = try #require(try world.ask("example.net", .soa).answers.first)
    #expect(try world.code("new.example.net") == "NXDOMAIN")

    try world.addRecord(["name": "new", "rtype": "a", "ip": "192.0.2.6"], to: "example.net")

    #expect(try world.resolve("new.example.net") == ["192.0.2.6"])
    let after = try #require(try world.ask("example.net", .soa).answers.first)
    #expect(try serial(after).isNewer(than: try serial(before)))
    _ = world.call("domain.delete", ["elid": "example.net", "sok": "ok"], as: "provider")
    #expect(try world.code("new.example.net") == "REFUSED")
  }

  @Test func `the serial is the day of the world's clock and a number`() throws {
    try world.makeZone("example.net", ip: "192.0.2.5")
    func serial() throws -> String {
      "\(try #require(try world.serial(of: "example.net", at: "127.53.0.1")))"
    }
    #expect(try serial() == "2026010100")

    for (name, expected) in [("a", "2026010101"), ("b", "2026010102")] {
      try world.addRecord(["name": name, "rtype": "a", "ip": "192.0.2.6"], to: "example.net")
      #expect(try serial() == expected)
    }
    world.clock.step(by: 86_400)
    try world.addRecord(["name": "c", "rtype": "a", "ip": "192.0.2.6"], to: "example.net")
    #expect(try serial() == "2026010200")
    // A clock that was put back makes no serial smaller.
    world.clock.step(by: -10 * 86_400)
    try world.addRecord(["name": "d", "rtype": "a", "ip": "192.0.2.6"], to: "example.net")
    #expect(try serial() == "2026010201")
  }

  @Test func `a change is told by a new serial in years that no serial can name`() throws {
    world.clock.set(to: WorldTime(seconds: 95_617_584_000))
    try world.makeZone("example.net", ip: "192.0.2.5")
    for name in ["a", "b"] {
      let before = try #require(try world.serial(of: "example.net", at: "127.53.0.1"))
      try world.addRecord(["name": name, "rtype": "a", "ip": "192.0.2.6"], to: "example.net")
      let after = try #require(try world.serial(of: "example.net", at: "127.53.0.1"))
      #expect(after.isNewer(than: before))
    }
  }

  @Test func `the closest zone answers, and gives way when it is gone`() throws {
    try world.makeZone("example.net", ip: "192.0.2.5")
    #expect(try world.code("host.sub.example.net") == "NXDOMAIN")

    try world.makeZone("sub.example.net", ip: "192.0.2.6")

    let reply = try world.ask("host.sub.example.net")
    #expect(reply.authorities.map { "\($0.name)" } == ["sub.example.net."])
    #expect(try world.resolve("www.sub.example.net") == ["192.0.2.6"])
  }

  @Test func `what is suspended is not answered until it is resumed`() throws {
    try world.makeUser("dns1")
    try world.makeZone("example.net", ip: "192.0.2.5", as: "dns1")
    let steps = [("domain", "example.net", "dns1"), ("user", "dns1", "provider")]
    for (list, key, login) in steps {
      _ = world.call("\(list).suspend", ["elid": key, "sok": "ok"], as: login)
      #expect(try world.code("example.net") == "REFUSED", "\(list)")

      _ = world.call("\(list).resume", ["elid": key, "sok": "ok"], as: login)
      #expect(try world.resolve("example.net") == ["192.0.2.5"], "\(list)")
    }
    _ = world.call("reseller.suspend", ["elid": "provider", "sok": "ok"], as: "root")
    #expect(try world.code("example.net") == "REFUSED")
  }

  @Test func `the name servers of a namespace resolve unless a domain has their names`() throws {
    #expect(try world.resolve("ns1.company.com") == ["127.53.0.1"])
    #expect(try world.resolve("ns2.company.com", at: "127.53.0.2") == ["127.53.0.2"])
    #expect(try world.code("company.com", .mx) == "NOERROR")
    #expect(try world.code("else.company.com") == "NXDOMAIN")

    try world.makeZone("company.com", ip: "192.0.2.5")

    #expect(try world.code("ns1.company.com") == "NXDOMAIN")
    #expect(try world.resolve("company.com") == ["192.0.2.5"])
  }

  @Test func `records of every type are on the wire as they were made`() throws {
    try world.makeZone("example.net")
    let hex = "00ff"
    let made: [(KeyValuePairs<String, String>, RecordType, String)] = [
      (["name": "r", "rtype": "aaaa", "ip": "2001:db8::5"], .aaaa, "2001:db8::5"),
      (["name": "c", "rtype": "cname", "domain": "r"], .cname, "r.example.net."),
      (["name": "d", "rtype": "dname", "domain": "a.test."], .dname, "a.test."),
      (["name": "r", "rtype": "mx", "domain": "m.test.", "priority": "7"], .mx, "7 m.test."),
      (
        [
          "name": "_s._tcp", "rtype": "srv", "srvdomain": "m.test.", "priority": "1",
          "weight": "2", "port": "3",
        ], .srv, "1 2 3 m.test."
      ),
      (["name": "r", "rtype": "txt", "value": "a \"b\" =/é"], .txt, #""a \"b\" =/\195\169""#),
      (["name": "r", "rtype": "caa", "value": "ca.test"], .caa, "0 issue \"ca.test\""),
      (["name": "r", "rtype": "tlsa", "value": "3 1 1 \(hex)"], .tlsa, "3 1 1 00FF"),
      (["name": "p", "rtype": "ptr", "domain": "m.test."], .ptr, "m.test."),
    ]
    for (parameters, type, data) in made {
      try world.addRecord(parameters, to: "example.net")
      let name = parameters.first { $0.key == "name" }?.value ?? ""
      #expect(
        try world.resolve("\(name).example.net", type).map { $0.uppercased() }
          == [data.uppercased()])
    }
  }

  @Test func `a question that came before a namespace changed leaves nothing old behind`() throws {
    let before = try #require(try world.servedZones.namespace(at: "127.53.0.1"))
    try world.store.change { transaction in
      let namespace = try #require(try transaction.namespace(named: "company.com"))
      let pool = try transaction.settings().pool()
      try transaction.setAddresses(["127.53.0.1", "127.53.0.9"], of: namespace, pool: pool)
    }

    // The change is seen by this question, which still has the namespace as it was.
    _ = try world.servedZones.closest(to: try Name("ns2.company.com"), in: before)

    #expect(try world.resolve("ns2.company.com") == ["127.53.0.9"])
  }

  @Test func `a policy that no message holds is left out`() throws {
    var zone = WorldFile.Domain(name: "example.com")
    zone.addresses = (0..<3_000).map { "10.1.\($0 / 250).\($0 % 250)" }
    let world = try World.forTests {
      $0.settings.zoneTemplate.addressNames = ["@"]
      $0.resellers[0].domains = [zone]
    }

    #expect(try world.ask("example.com", .a, over: .tcp).answers.count == 3_000)
    #expect(try world.code("example.com", .txt) == "NOERROR")
    #expect(try world.resolve("example.com", .txt).isEmpty)
  }

  @Test func `a zone is transferred to those who may have it, over TCP`() throws {
    try world.makeZone("example.net", ip: "192.0.2.5")
    func code(_ client: String, _ transport: DNSTransport = .tcp) throws -> String {
      let reply = try world.ask("example.net", .axfr, over: transport, from: client)
      return "\(reply.header.responseCode)"
    }
    #expect(try code("127.0.0.1") == "REFUSED")
    #expect(try code("127.53.0.2") == "NOERROR")
    #expect(try code("127.53.0.2", .udp) == "REFUSED")

    _ = world.call("dnsparam", ["allowtransfer": "127.0.0.1", "sok": "ok"], as: "provider")

    let query = Message.query(id: 9, Question(name: try Name("example.net"), type: .axfr))
    var collector = TransferCollector(origin: try Name("example.net"), id: 9)
    let packet = try query.encoded()
    for bytes in world.answerDNS(packet, at: "127.53.0.1", over: .tcp, from: "127.0.0.1") {
      _ = try collector.receive(bytes)
    }
    let keys = try world.keys(of: "example.net")
    #expect(try collector.zone().recordCount == keys.count)
  }

  @Test func `a fork answers from its own state`() throws {
    try world.makeZone("example.net", ip: "192.0.2.5")
    let fork = try world.fork()

    try fork.makeZone("fork.example", ip: "192.0.2.6")

    #expect(try fork.resolve("fork.example") == ["192.0.2.6"])
    #expect(try fork.resolve("example.net") == ["192.0.2.5"])
    #expect(try world.code("fork.example") == "REFUSED")
  }

  @Test func `a slave domain that was never transferred is a failure, not a lie`() throws {
    _ = world.call(
      "domain.edit",
      ["name": "example.net", "dtype": "slave", "masterip": "192.0.2.1", "sok": "ok"],
      as: "provider")

    #expect(try world.code("example.net") == "SERVFAIL")
  }

  @Test func `an alias into a slave domain that was never transferred is the alias alone`() throws {
    try world.makeZone("example.net", ip: "192.0.2.5")
    try world.addRecord(
      ["name": "to", "rtype": "cname", "domain": "host.sub.example.net."], to: "example.net")
    _ = world.call(
      "domain.edit",
      ["name": "sub.example.net", "dtype": "slave", "masterip": "192.0.2.1", "sok": "ok"],
      as: "provider")

    let reply = try world.ask("to.example.net")

    #expect(reply.header.responseCode == .noError && reply.header.isAuthoritative)
    #expect(reply.answers.map(\.type) == [.cname])
    #expect(try world.code("host.sub.example.net") == "SERVFAIL")
  }

  @Test func `an IXFR over UDP is answered by the SOA, to those who may have the zone`() throws {
    try world.makeZone("example.net", ip: "192.0.2.5")
    let serial = try #require(try world.serial(of: "example.net", at: "127.53.0.1"))
    let soa = try world.ask("example.net", .soa).answers
    func reply(_ serial: UInt32, to client: String) throws -> [Message] {
      var query = Message.query(id: 9, Question(name: try Name("example.net"), type: .ixfr))
      guard case .soa(var content)? = soa.first?.data else { return [] }
      content.serial = SerialNumber(serial)
      query.authorities = [
        ResourceRecord(name: try Name("example.net"), ttl: 0, data: .soa(content))
      ]
      return try world.answerDNS(
        try query.encoded(), at: "127.53.0.1", over: .udp, from: client
      ).map { try Message(decoding: $0) }
    }

    for known in [serial.rawValue, serial.rawValue - 1] {
      #expect(try reply(known, to: "127.53.0.2").map(\.answers) == [soa])
      #expect(try reply(known, to: "127.0.0.1").map(\.header.responseCode) == [.refused])
    }
  }

  @Test func `only the master of a slave domain is believed when it notifies`() throws {
    _ = world.call(
      "domain.edit",
      ["name": "example.net", "dtype": "slave", "masterip": "127.0.0.7", "sok": "ok"],
      as: "provider")
    var query = Message.query(id: 1, Question(name: try Name("example.net"), type: .soa))
    query.header.opcode = .notify
    let packet = try query.encoded()
    func code(from client: String) throws -> ResponseCode {
      var reply = world.answerDNS(packet, at: "127.53.0.1", over: .udp, from: client)
      let bytes = reply.next()
      return try Message(decoding: try #require(bytes)).header.responseCode
    }

    #expect(try code(from: "127.0.0.8") == .refused)
    #expect(try code(from: "127.0.0.7") == .noError)
  }

  private func serial(_ record: ResourceRecord) throws -> SerialNumber {
    guard case .soa(let soa) = record.data else {
      throw ZoneError.missingStartOfAuthority(record.name)
    }
    return soa.serial
  }
}
