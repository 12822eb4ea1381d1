import DNSWire
import Testing

struct AnsweringTests {
  static let zoneText = """
    $TTL 3600
    @ 7200 SOA ns1 hostmaster 1 7200 3600 1209600 300
    @ NS ns1
    @ NS ns2.example.net.
    @ MX 10 mail
    ns1 A 192.0.2.1
    ns1 AAAA 2001:db8::1
    mail A 192.0.2.2
    www CNAME host
    host A 192.0.2.3
    host TXT "text"
    out CNAME www.example.net.
    broken CNAME nothing
    a.ent.deep A 192.0.2.4
    *.wild A 192.0.2.5
    *.wild MX 5 host
    b.wild TXT "blocks"
    x.c.wild A 192.0.2.6
    *.alias CNAME host
    sub NS ns.sub
    sub NS ns1
    sub DS 1 8 2 00
    ns.sub A 192.0.2.7
    to-sub CNAME www.sub
    old DNAME new
    here.new A 192.0.2.8
    long DNAME aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.new
    _sip._tcp SRV 1 2 5060 host
    """

  private let zone: Zone

  init() throws {
    zone = try Zone(text: Self.zoneText, origin: "example.com")
  }

  private func ask(_ name: String, _ type: RecordType) throws -> ZoneAnswer {
    zone.answer(to: Question(name: try Name(name, relativeTo: zone.origin), type: type))
  }

  /// Sets as `name TYPE data`, relative to the zone, one per record.
  private func lines(_ sets: [RRset]) -> [String] {
    sets.flatMap(\.records).map { record in
      "\(record.name.description(relativeTo: zone.origin)) \(record.type) \(record.data)"
    }
  }

  @Test(arguments: [
    ("host", "A", ["host A 192.0.2.3"]),
    ("www", "A", ["www CNAME host.example.com.", "host A 192.0.2.3"]),
    ("www", "CNAME", ["www CNAME host.example.com."]),
    ("out", "A", ["out CNAME www.example.net."]),
    ("q.wild", "A", ["q.wild A 192.0.2.5"]),
    ("p.q.wild", "A", ["p.q.wild A 192.0.2.5"]),
    ("*.wild", "A", ["*.wild A 192.0.2.5"]),
    ("b.wild", "TXT", ["b.wild TXT \"blocks\""]),
    ("q.alias", "TXT", ["q.alias CNAME host.example.com.", "host TXT \"text\""]),
    ("host", "ANY", ["host A 192.0.2.3"]),
    ("www", "ANY", ["www CNAME host.example.com."]),
    ("sub", "DS", ["sub DS 1 8 2 00"]),
    (
      "here.old", "A",
      [
        "old DNAME new.example.com.", "here.old CNAME here.new.example.com.",
        "here.new A 192.0.2.8",
      ]
    ),
    ("old", "DNAME", ["old DNAME new.example.com."]),
  ])
  func `there is an answer`(name: String, type: String, expected: [String]) throws {
    let answer = try ask(name, try #require(RecordType(type)))

    #expect(lines(answer.answers) == expected)
    #expect(answer.code == .noError)
    #expect(answer.isAuthoritative)
    #expect(answer.authorities.isEmpty)
  }

  @Test(arguments: [
    ("host", "AAAA"), ("ent.deep", "A"), ("deep", "ANY"), ("old", "A"), ("wild", "A"),
    ("b.wild", "A"), ("c.wild", "A"), ("q.wild", "TXT"), ("@", "A"), ("@", "DS"),
  ])
  func `the name is there but not the type`(name: String, type: String) throws {
    let answer = try ask(name, try #require(RecordType(type)))

    #expect(answer.code == .noError)
    #expect(answer.answers.isEmpty)
    #expect(answer.isAuthoritative)
    #expect(answer.authorities.map(\.type) == [.soa])
    #expect(answer.authorities.first?.ttl == 300, "the smaller of the SOA's TTL and its minimum")
  }

  @Test(arguments: [
    "nothing", "x.host", "b.deep", "x.b.wild", "q.c.wild", "there.old", "x.ent.deep",
  ])
  func `the name is not there`(name: String) throws {
    let answer = try ask(name, .a)

    #expect(answer.code == .nameError)
    #expect(answer.authorities.map(\.type) == [.soa])
    #expect(answer.authorities.first?.ttl == 300)
  }

  @Test func `an alias to a name that is not there is NXDOMAIN`() throws {
    let answer = try ask("broken", .a)

    #expect(answer.code == .nameError)
    #expect(lines(answer.answers) == ["broken CNAME nothing.example.com."])
    #expect(answer.authorities.map(\.type) == [.soa])
  }

  @Test(arguments: [
    ("sub", "A"), ("www.sub", "A"), ("ns.sub", "A"), ("sub", "NS"), ("a.b.sub", "DS"),
    ("sub", "ANY"), ("sub", "NSEC"),
  ])
  func `below a delegation the child is asked`(name: String, type: String) throws {
    let answer = try ask(name, try #require(RecordType(type)))

    #expect(!answer.isAuthoritative)
    #expect(answer.isReferral)
    #expect(answer.answers.isEmpty)
    #expect(lines(answer.authorities) == ["sub NS ns.sub.example.com.", "sub NS ns1.example.com."])
    #expect(lines(answer.glue) == ["ns.sub A 192.0.2.7"])
    #expect(lines(answer.additionals) == ["ns1 A 192.0.2.1", "ns1 AAAA 2001:db8::1"])
  }

  @Test func `an alias into a delegation is an answer with a referral`() throws {
    let answer = try ask("to-sub", .a)

    #expect(answer.isAuthoritative)
    #expect(lines(answer.answers) == ["to-sub CNAME www.sub.example.com."])
    #expect(answer.authorities.map(\.type) == [.ns])
  }

  @Test(arguments: [
    ("@", "MX", ["mail A 192.0.2.2"]),
    ("@", "NS", ["ns1 A 192.0.2.1", "ns1 AAAA 2001:db8::1"]),
    ("_sip._tcp", "SRV", ["host A 192.0.2.3"]),
    ("q.wild", "MX", ["host A 192.0.2.3"]),
  ])
  func `hosts in the zone come with their addresses`(
    name: String, type: String, expected: [String]
  ) throws {
    #expect(lines(try ask(name, try #require(RecordType(type))).additionals) == expected)
  }

  @Test func `the answer is spelled as the question`() throws {
    let answer = try ask("HoSt.eXample.COM.", .a)
    let wild = try ask("Q.Wild", .a)

    #expect(answer.answers[0].name.description == "HoSt.eXample.COM.")
    #expect(wild.answers[0].name.description == "Q.Wild.example.com.")
  }

  @Test func `a DNAME whose result is too long is YXDOMAIN`() throws {
    let label = String(repeating: "x", count: 60)
    let answer = try ask("\(label).\(label).\(label).long", .a)

    #expect(answer.code == .nameExists)
    #expect(answer.answers.map(\.type) == [.dname])
    #expect(try ask("y.long", .a).code == .nameError)
  }

  @Test(arguments: [
    ("self", "self CNAME self", ["self CNAME self.example.com."]),
    (
      "loop1", "loop1 CNAME loop2\nloop2 CNAME loop1",
      ["loop1 CNAME loop2.example.com.", "loop2 CNAME loop1.example.com."]
    ),
    (
      "in", "in CNAME loop1\nloop1 CNAME loop2\nloop2 CNAME loop1",
      [
        "in CNAME loop1.example.com.", "loop1 CNAME loop2.example.com.",
        "loop2 CNAME loop1.example.com.",
      ]
    ),
    (
      "q.turn", "turn DNAME back\nq.back CNAME Q.turn",
      [
        "turn DNAME back.example.com.", "q.turn CNAME q.back.example.com.",
        "q.back CNAME Q.turn.example.com.",
      ]
    ),
    (
      "q.spin", "spin DNAME spin",
      ["spin DNAME spin.example.com.", "q.spin CNAME q.spin.example.com."]
    ),
  ])
  func `aliases in a circle are an error`(name: String, added: String, shown: [String]) throws {
    let zone = try Zone(text: "@ SOA a b 1 2 3 4 5\n\(added)\n", origin: "example.com")
    func answer(_ type: RecordType) throws -> ZoneAnswer {
      zone.answer(to: Question(name: try Name("\(name).example.com"), type: type))
    }

    #expect(try answer(.a).code == .serverFailure)
    #expect(try lines(answer(.a).answers) == shown)
    #expect(try answer(.cname).code == .noError)
  }

  @Test func `a DNAME that leads below itself ends`() throws {
    var zone = zone
    let owner = try Name("spin.example.com")
    try zone.replace(RRset(name: owner, ttl: 1, .dname(try Name("x.spin.example.com"))))
    let answer = zone.answer(
      to: Question(name: try Name("a.spin.example.com"), type: .a))

    #expect(answer.answers.count <= ZoneAnswer.maximumAliasCount + 2)
    #expect(answer.answers.filter { $0.type == .dname }.count == 1)
  }

  @Test func `a chain of aliases has an end`() throws {
    var text = Self.zoneText + "\n"
    for index in 0..<100 { text += "chain\(index) CNAME chain\(index + 1)\n" }
    let zone = try Zone(text: text, origin: "example.com")
    let answer = zone.answer(to: Question(name: try Name("chain0.example.com"), type: .a))

    #expect(answer.answers.count == ZoneAnswer.maximumAliasCount + 1)
    #expect(answer.continuation == nil)
  }

  @Test func `a name outside of the zone is left to others`() throws {
    #expect(try ask("example.net.", .a).continuation == (try Name("example.net")))
    #expect(try ask("out", .a).continuation == (try Name("www.example.net")))
  }
}
