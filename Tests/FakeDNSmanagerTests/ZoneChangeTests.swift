import DNSPeers
import DNSWire
import Testing

@testable import FakeDNSmanager

/// What the name server keeps follows the store: a zone that is brought up to date is the zone that
/// would be made anew.
struct ZoneChangeTests {
  private let world: World

  init() throws {
    world = try .forTests { $0.settings.addressPool = ["127.53.0.0/24"] }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `after any change the zone is as if it were made anew`(seed: UInt64) throws {
    var changes = RandomChanges(seed: seed)
    try world.makeZone("example.net", ip: "192.0.2.5")
    if seed.isMultiple(of: 3) {
      try world.store.change { transaction in
        var settings = try transaction.settings()
        settings.signingAlgorithm = .ed25519
        try transaction.update(settings)
      }
      try world.sign("example.net")
    }
    _ = try world.transferred("example.net")
    for step in 0..<60 {
      // Up to three changes between two questions.
      for _ in 0..<Int.random(in: 1...3, using: &changes.generator) {
        try changes.change("example.net", of: world)
      }
      // A fork has kept nothing and makes its zones from what is stored.
      let made = try world.fork().transferred("example.net")
      #expect(try world.transferred("example.net") == made, "seed \(seed), step \(step)")
    }
  }

  @Test func `a zone put back with an old serial is not taken for what had that serial`() throws {
    try world.makeZone("example.net", ip: "192.0.2.5")
    let origin = try world.fork()
    try world.addRecord(["name": "x", "rtype": "a", "ip": "192.0.2.6"], to: "example.net")
    #expect(try world.resolve("x.example.net") == ["192.0.2.6"])

    try world.putBack(.domains, asIn: origin)
    try world.addRecord(["name": "x", "rtype": "a", "ip": "192.0.2.7"], to: "example.net")

    #expect(try world.resolve("x.example.net") == ["192.0.2.7"])
  }

  @Test func `what a transaction takes back is not answered`() throws {
    try world.makeZone("example.net", ip: "192.0.2.5")
    #expect(try world.code("x.example.net") == "NXDOMAIN")
    struct Undone: Error {}
    let domain = try #require(
      try world.store.change { try $0.domain(named: "example.net", in: .all, preferring: nil) })

    #expect(throws: Undone.self) {
      try world.store.change { transaction in
        var record = Record(name: "x.example.net.", kind: .a, ttl: 60, value: "192.0.2.9")
        record.priority = nil
        try transaction.insert(record, into: domain)
        var domain = domain
        try transaction.touch(&domain, at: world.clock.now)
        throw Undone()
      }
    }

    #expect(try world.code("x.example.net") == "NXDOMAIN")
  }

  @Test func `domains are found at every depth, and an account's state is seen by all of them`()
    throws
  {
    try world.makeUser("dns1")
    try world.makeZone("example.net", ip: "192.0.2.5", as: "dns1")
    try world.makeZone("a.b.c.example.net", ip: "192.0.2.6", as: "dns1")
    #expect(try world.resolve("www.a.b.c.example.net") == ["192.0.2.6"])
    #expect(try world.code("c.example.net") == "NXDOMAIN")

    _ = world.call("user.suspend", ["elid": "dns1", "sok": "ok"], as: "provider")
    #expect(try world.code("www.a.b.c.example.net") == "REFUSED")
    #expect(try world.code("example.net") == "REFUSED")

    _ = world.call("user.resume", ["elid": "dns1", "sok": "ok"], as: "provider")
    #expect(try world.resolve("www.a.b.c.example.net") == ["192.0.2.6"])
    _ = world.call("domain.delete", ["elid": "a.b.c.example.net", "sok": "ok"], as: "dns1")
    #expect(try world.code("www.a.b.c.example.net") == "NXDOMAIN")
  }

  @Test func `more changes than are noted are seen as well`() throws {
    try world.makeZone("example.net", ip: "192.0.2.5")
    #expect(try world.code("n9.example.net") == "NXDOMAIN")
    try world.store.change { transaction in
      guard var domain = try transaction.domain(named: "example.net", in: .all, preferring: nil)
      else { return }
      for number in 0..<10_500 {
        try transaction.insert(
          Record(name: "n\(number).example.net.", kind: .a, ttl: 60, value: "192.0.2.7"),
          into: domain)
      }
      try transaction.touch(&domain, at: world.clock.now)
    }

    #expect(try world.resolve("n9.example.net") == ["192.0.2.7"])
    #expect(try world.resolve("n10499.example.net") == ["192.0.2.7"])
  }
}

/// Makes one change after the other that the panel allows.
private struct RandomChanges {
  var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  private static let names = ["@", "www", "a", "b.a", "c.b.a", "*", "sub", "x.sub"]
  private static let kinds: [KeyValuePairs<String, String>] = [
    ["rtype": "a", "ip": "192.0.2.1"], ["rtype": "a", "ip": "192.0.2.2"],
    ["rtype": "txt", "value": "text"], ["rtype": "cname", "domain": "www.example.org."],
    ["rtype": "ns", "domain": "ns.example.org."], ["rtype": "dname", "domain": "example.org."],
    ["rtype": "mx", "domain": "mail.example.org.", "priority": "10"],
  ]

  /// Adds, changes or deletes a record; what the panel refuses is no change.
  mutating func change(_ zone: String, of world: World) throws {
    let name = Self.names.randomElement(using: &generator) ?? "@"
    let kind = Self.kinds.randomElement(using: &generator) ?? [:]
    let fields = [("name", name)] + kind.map { ($0.key, $0.value) }
    let key = try world.keys(of: zone).randomElement(using: &generator) ?? ""
    var form = [("plid", zone), ("sok", "ok"), ("authinfo", "provider:provider-secret")]
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: form += [("func", "domain.record.delete"), ("elid", key)]
    case 1: form += [("func", "domain.record.edit"), ("elid", key)] + fields
    default: form += [("func", "domain.record.edit")] + fields
    }
    _ = world.answer(PanelRequest(query: form.formEncoded))
  }
}

extension World {
  /// All records of a zone as a secondary gets them, in order.
  fileprivate func transferred(_ zone: String) throws -> [String] {
    let name = try Name(zone)
    let packet = try Message.query(id: 9, Question(name: name, type: .axfr)).encoded()
    var collector = TransferCollector(origin: name, id: 9)
    for bytes in answerDNS(packet, at: "127.53.0.1", over: .tcp, from: "127.53.0.2") {
      _ = try collector.receive(bytes)
    }
    return try collector.zone().records.map { "\($0)" }
  }
}
