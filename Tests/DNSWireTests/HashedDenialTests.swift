import DNSWire
import Testing

/// A zone that its master has signed with NSEC3: the example of RFC 5155, appendices A and B.
struct HashedDenialTests {
  private let zone: Zone

  /// The hashes of the appendix, whose names are not to be found in them.
  private static let hashes = [
    "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom", "2t7b4g4vsa5smi47k61mv5bv1a22bojr",
    "2vptu5timamqttgl4luu9kg21e0aor3s", "35mthgpgcu1qg68fab165klnsnk3dpvl",
    "b4um86eghhds6nea196smvmlo4ors995", "gjeqe526plbf1g8mklp59enfd789njgi",
    "ji6neoaepv8b5o6k4ev33abha8ht9fgc", "k8udemvp1j2f7eg6jebps17vp3n8i58h",
    "q04jkcevqvmu85r014c7dkba38o0ji5r", "r53bq7cc2uvmubfu5ocmm6pers9tk9en",
    "t644ebqk9bibcna874givr6joj62mlhv",
  ]

  init() throws {
    let next = String(repeating: "00", count: 20)
    let denials = Self.hashes.map { "\($0) NSEC3 \\# 30 01 01 000C 04 AABBCCDD 14 \(next)\n" }
    zone = try Zone(
      text: """
        $TTL 3600
        @ SOA ns1 bugs.x.w 1 3600 300 3600000 3600
        @ NS ns1
        @ MX 1 xx
        @ NSEC3PARAM \\# 9 01 00 000C 04 AABBCCDD
        a NS ns1.a
        a DS 58470 5 1 3079F1593EBAD6DC121E202A8B766A6A4837206C
        ns1.a A 192.0.2.5
        ai A 192.0.2.9
        c NS ns1.c
        ns1.c A 192.0.2.7
        ns1 A 192.0.2.1
        ns2 A 192.0.2.2
        *.w MX 1 ai
        x.w MX 1 xx
        x.y.w MX 1 xx
        xx A 192.0.2.10
        \(denials.shuffled().joined())
        """, origin: "example")
  }

  /// Question; code; the first letters of the NSEC3 owners, as appendix B has them.
  static let said: [(String, RecordType, ResponseCode, [String])] = [
    ("a.c.x.w.example", .a, .nameError, ["b4um", "0p9m", "35mt"]),
    ("ns1.example", .mx, .noError, ["2t7b"]),
    ("y.w.example", .a, .noError, ["ji6n"]),
    ("mc.c.example", .mx, .noError, ["0p9m", "35mt"]),
    ("c.example", .ds, .noError, ["0p9m", "35mt"]),
    ("mc.a.example", .mx, .noError, []),
    ("a.z.w.example", .mx, .noError, ["q04j"]),
    ("a.z.w.example", .aaaa, .noError, ["k8ud", "q04j", "r53b"]),
    ("example", .ds, .noError, ["0p9m"]),
  ]

  @Test(arguments: said)
  func `what is not there is proved by hashes`(
    name: String, type: RecordType, code: ResponseCode, denials: [String]
  ) throws {
    let question = Question(name: try Name(name), type: type)
    let answer = zone.answer(to: question, isDNSSECWanted: true)

    #expect(answer.code == code)
    let owners = answer.authorities.filter { $0.type == .nsec3 }.map { "\($0.name)".prefix(4) }
    #expect(owners.map(String.init) == denials)
    let plain = zone.answer(to: question).authorities.map(\.type)
    #expect(!plain.contains(.nsec3) && !plain.contains(.ds))
  }

  @Test(arguments: [RecordType.a, .nsec3])
  func `a hash is no name of the zone`(type: RecordType) throws {
    for label in Self.hashes {
      let name = try Name("\(label).example")
      #expect(zone.answer(to: Question(name: name, type: type)).code == .nameError)
      #expect(zone.set(name, .nsec3) != nil)
    }
  }

  @Test func `all of it survives its text, with what is signed`() throws {
    var zone = zone
    let owner = try Name("\(Self.hashes[3]).example")
    let signature = RecordSignature(
      typeCovered: .nsec3, algorithm: 13, labels: 2, originalTTL: 1, expiration: 2, inception: 1,
      keyTag: 3, signer: zone.origin, signature: [1])
    let before = zone.recordCount
    try zone.insert(ResourceRecord(name: owner, ttl: 1, data: .rrsig(signature)))
    let copy = try Zone(text: zone.text, origin: "example")

    #expect(zone.recordCount == before + 1)
    #expect(zone.records.count == zone.recordCount)
    #expect(copy.records == zone.records)
    let isGone = zone.removeSet(owner, .nsec3)
    #expect(isGone)
    #expect(zone.recordCount == before - 1)
  }

  @Test func `hashes that cost too much prove nothing`() throws {
    let text = zone.text.replacing("# 9 0100000C", with: "# 9 010000FF")
      .replacing("# 30 0101000C", with: "# 30 010100FF")
    #expect(text != zone.text)
    let costly = try Zone(text: text, origin: "example")

    let answer = costly.answer(
      to: Question(name: try Name("no.example"), type: .a), isDNSSECWanted: true)
    #expect(answer.code == .nameError)
    #expect(answer.authorities.map(\.type) == [.soa])
  }
}
