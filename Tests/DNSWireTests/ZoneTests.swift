import DNSWire
import Testing

struct ZoneTests {
  private var zone: Zone

  init() throws {
    zone = try Zone(text: AnsweringTests.zoneText, origin: "example.com")
  }

  private func name(_ text: String) throws -> Name { try Name(text, relativeTo: zone.origin) }

  private func code(_ text: String) throws -> ResponseCode {
    zone.answer(to: Question(name: try name(text), type: .txt)).code
  }

  @Test mutating func `a name between exists as long as something is below it`() throws {
    let address = RecordData.a(IPv4Address(rawValue: 1))
    let before = zone.recordCount
    try zone.insert(ResourceRecord(name: name("p.q.r"), ttl: 1, data: address))
    try zone.insert(ResourceRecord(name: name("o.q.r"), ttl: 1, data: address))

    #expect(try code("q.r") == .noError)
    #expect(zone.recordCount == before + 2)
    let isFirstGone = try zone.remove(name("p.q.r"), address)
    #expect(isFirstGone)
    #expect(try code("q.r") == .noError)
    let isSecondGone = try zone.removeSet(name("O.q.r"), .a)
    #expect(isSecondGone)
    #expect(try code("q.r") == .nameError)
    #expect(try code("r") == .nameError)
    #expect(zone.recordCount == before)
    let isGoneAgain = try zone.remove(name("p.q.r"), address)
    #expect(!isGoneAgain)
  }

  @Test mutating func `a copy stays as it was`() throws {
    let copy = zone
    let isGone = try zone.removeSet(name("host"), .a)
    #expect(isGone)

    #expect(copy.set(try name("host"), .a) != nil)
    #expect(zone.set(try name("host"), .a) == nil)
    #expect(copy.recordCount == zone.recordCount + 1)
  }

  @Test mutating func `a delegation that is removed delegates no more`() throws {
    #expect(zone.answer(to: Question(name: try name("ns.sub"), type: .a)).isReferral)
    let isGone = try zone.removeSet(name("sub"), .ns)
    #expect(isGone)
    #expect(zone.answer(to: Question(name: try name("ns.sub"), type: .a)).answers.count == 1)
  }

  @Test mutating func `the SOA is replaced and never removed`() throws {
    var soa = zone.startOfAuthority
    soa.serial = soa.serial.next
    soa.minimum = 7
    try zone.replace(RRset(name: zone.origin, ttl: 60, .soa(soa)))

    #expect(zone.startOfAuthority.serial == SerialNumber(2))
    #expect(try zone.answer(to: Question(name: name("no"), type: .a)).authorities.first?.ttl == 7)
    let isSetGone = zone.removeSet(zone.origin, .soa)
    #expect(!isSetGone)
    let isRecordGone = zone.remove(zone.origin, .soa(soa))
    #expect(!isRecordGone)
  }

  @Test mutating func `what is there already changes nothing`() throws {
    let record = ResourceRecord(
      name: try name("HOST"), ttl: 9, data: .a(IPv4Address(rawValue: 0xC000_0203)))

    let isAdded = try zone.insert(record)
    #expect(!isAdded)
    let other = RecordData.a(IPv4Address(rawValue: 1))
    let isOtherAdded = try zone.insert(ResourceRecord(name: record.name, ttl: 9, data: other))
    #expect(isOtherAdded)
    #expect(zone.set(try name("host"), .a)?.ttl == 3600)
    #expect(zone.set(try name("host"), .a)?.data.count == 2)
  }

  @Test mutating func `what breaks the rules of a zone is refused`() throws {
    let target = try name("host")
    func refusal(_ name: Name, _ data: RecordData) -> ZoneError? {
      var zone = zone
      do {
        try zone.insert(ResourceRecord(name: name, ttl: 1, data: data))
        return nil
      } catch {
        return error
      }
    }
    let outside = try Name("example.net")

    #expect(refusal(outside, .ns(target)) == .outside(outside, zone: zone.origin))
    #expect(refusal(target, .cname(target)) == .aliasBesideData(target))
    #expect(try refusal(name("www"), .ns(target)) == .aliasBesideData(name("www")))
    #expect(try refusal(name("www"), .cname(name("x"))) == .severalRecords(name("www"), .cname))
    #expect(try refusal(name("x"), .soa(zone.startOfAuthority)) == .misplacedSOA(name("x")))
    #expect(refusal(target, .unknown(.any, [])) == .notData(.any))
    #expect(throws: ZoneError.missingStartOfAuthority(outside)) {
      try Zone(origin: outside, records: zone.records)
    }
  }

  @Test mutating func `a set has a few dozen signatures at most`() throws {
    let host = try name("host")
    func signature(_ number: Int) -> ResourceRecord {
      let signature = RecordSignature(
        typeCovered: .a, algorithm: 13, labels: 3, originalTTL: 1, expiration: 2, inception: 1,
        keyTag: UInt16(number), signer: zone.origin, signature: [1])
      return ResourceRecord(name: host, ttl: 1, data: .rrsig(signature))
    }
    for number in 1...Zone.maximumSignatureCount { try zone.insert(signature(number)) }

    let isAgain = try zone.insert(signature(1))
    #expect(!isAgain)
    #expect(throws: ZoneError.tooManySignatures(host, .a)) { try zone.insert(signature(0)) }
    #expect(Zone.maximumSignatureCount < 100)
  }

  @Test func `records that are added together are as if they came one after the other`() throws {
    let target = try Name("www.example.net")
    func addresses(_ owner: String, _ numbers: Range<UInt32>) throws -> [ResourceRecord] {
      let owner = try name(owner)
      return numbers.map {
        ResourceRecord(name: owner, ttl: 60 + $0 % 2, data: .a(IPv4Address(rawValue: $0)))
      }
    }
    // Repeated, beside what is there, outside, and an alias that comes twice or too late.
    let groups = try [
      addresses("new", 0..<3), addresses("NEW", 1..<5),
      addresses("host", 0..<3), addresses("www", 0..<1),
      [name("alias"), name("alias"), name("new"), target, zone.origin].map {
        ResourceRecord(name: $0, ttl: 60, data: .cname($0 == target ? zone.origin : target))
      },
      [ResourceRecord(name: name("alias"), ttl: 60, data: .cname(zone.origin))],
      addresses("alias", 0..<1),
    ]
    let records = groups.flatMap(\.self)
    var (together, single) = (zone, zone)

    together.insertFitting(records)
    for record in records { _ = try? single.insert(record) }

    #expect(together.records == single.records)
    #expect(together.recordCount == single.recordCount)
  }

  @Test mutating func `of records that are added together as many stay as a set may have`() throws {
    let owner = try name("many")

    zone.insertFitting(
      (0..<5_000).map {
        ResourceRecord(name: owner, ttl: 60, data: .a(IPv4Address(rawValue: $0)))
      })

    let set = try #require(zone.set(owner, .a))
    #expect(set.data.count == Zone.maximumSetCount)
    #expect(set.data.first == .a(IPv4Address(rawValue: 0)))
  }

  @Test func `a zone survives its text`() throws {
    let again = try Zone(text: zone.text, origin: "example.com")

    #expect(again.records == zone.records)
    #expect(zone.records.first?.type == .soa)
    #expect(zone.records.count == zone.recordCount)
    let names = zone.records.dropFirst().map(\.name)
    #expect(names == names.sorted())
  }

  @Test func `the closest zone is the one with the longest name`() throws {
    let soa = zone.startOfAuthority
    let zones = ZoneSet([
      zone, Zone(origin: try Name("sub.example.com"), startOfAuthority: soa, ttl: 1),
    ])

    #expect(zones.closest(to: try Name("www.SUB.example.com"))?.origin == (try name("sub")))
    #expect(zones.closest(to: try Name("xsub.example.com"))?.origin == zone.origin)
    #expect(zones.closest(to: try Name("com")) == nil)
  }
}
