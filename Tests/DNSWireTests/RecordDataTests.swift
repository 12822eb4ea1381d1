import DNSPeers
import DNSWire
import Testing

struct RecordDataTests {
  /// Type, text, and the octets by hand.
  static let examples: [(RecordType, String, [UInt8])] = [
    (.a, "192.0.2.1", [192, 0, 2, 1]),
    (.aaaa, "2001:db8::1", [0x20, 1, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
    (.ns, "a.b.", [1, 0x61, 1, 0x62, 0]),
    (.cname, ".", [0]),
    (.dname, "b.", [1, 0x62, 0]),
    (.ptr, "b.", [1, 0x62, 0]),
    (.mx, "10 b.", [0, 10, 1, 0x62, 0]),
    (.txt, "\"a b\" \"\" \"\\\"\\\\\\000\"", [3, 0x61, 0x20, 0x62, 0, 3, 0x22, 0x5C, 0]),
    (.srv, "1 2 443 b.", [0, 1, 0, 2, 1, 0xBB, 1, 0x62, 0]),
    (
      .soa, "a. b. 1 2 3 4 4294967295",
      [1, 0x61, 0, 1, 0x62, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 255, 255, 255, 255]
    ),
    (.caa, "0 issue \"ca.x\"", joined([0, 5], Array("issueca.x".utf8))),
    (.tlsa, "3 1 1 00FF", [3, 1, 1, 0, 255]),
    (.ds, "60485 5 1 2BB1", [0xEC, 0x45, 5, 1, 0x2B, 0xB1]),
    (.dnskey, "256 3 5 AQPS", [1, 0, 3, 5, 1, 3, 0xD2]),
    (
      .rrsig, "A 5 3 86400 20030322173103 20030220173103 2642 b. oJI=",
      [
        0, 1, 5, 3, 0, 1, 0x51, 0x80, 0x3E, 0x7C, 0x9D, 0xD7, 0x3E, 0x55, 0x10, 0xD7, 0x0A, 0x52, 1,
        0x62, 0, 0xA0, 0x92,
      ]
    ),
    // RFC 4034 section 4.3 has this bitmap.
    (
      .nsec, "b. A MX RRSIG NSEC TYPE1234",
      joined(
        [1, 0x62, 0, 0, 6, 0x40, 1, 0, 0, 0, 3, 4, 0x1B], Array(repeating: 0, count: 26), [0x20])
    ),
    (RecordType(65_280), "\\# 3 01FF00", [1, 255, 0]),
    (RecordType(65_280), "\\# 0", []),
  ]

  @Test(arguments: examples)
  func `text and octets are the same data`(type: RecordType, text: String, wire: [UInt8]) throws {
    let data = try RecordData(type: type, text)

    #expect(data.wire == wire)
    #expect(data.description == text)
    #expect(data.type == type)
    #expect(try RecordData(type: type, wire: wire) == data)
  }

  @Test(arguments: examples)
  func `the generic form is taken for every type`(
    type: RecordType, text: String, wire: [UInt8]
  ) throws {
    let hex = wire.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()

    #expect(try RecordData(type: type, "\\# \(wire.count) \(hex)").description == text)
  }

  @Test(
    arguments: [
      (RecordType.a, "192.0.2"), (.a, ""), (.a, "192.0.2.1 x"), (.aaaa, "::g"), (.mx, "65536 a."),
      (.mx, "10"), (.mx, "-1 a."), (.txt, ""), (.caa, "0 \"\" x"), (.tlsa, "3 1 1 0"),
      (.ds, "1 1 1 0g"), (.dnskey, "1 3 5 A"), (.dnskey, "1 3 5 AR=="), (.nsec, "a. FOO"),
      (.rrsig, "A 5 3 1 20030230000000 0 1 b. AA=="), (RecordType(65_280), "text"),
      (.a, "\\# 3 010203"), (.a, "\\# 4 0102"), (.soa, "a. b. 1 2 3 4"), (.txt, "\"a"),
      (.txt, "a\\"),
    ] as [(RecordType, String)])
  func `what is no data of a type is refused`(type: RecordType, text: String) {
    #expect(throws: PresentationError.self) { try RecordData(type: type, text) }
  }

  @Test(arguments: examples.filter { !$0.2.isEmpty && $0.0 != RecordType(65_280) })
  func `data that ends too early is refused`(type: RecordType, text: String, wire: [UInt8]) {
    // Where the last field is all of the rest, what is cut off is not missed.
    guard ![.tlsa, .ds, .dnskey, .rrsig, .caa].contains(type) else { return }
    #expect(throws: DNSWireError.self) { try RecordData(type: type, wire: wire.dropLast()) }
  }

  @Test func `all data survives its octets and its text`() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<1_000 {
      let data = try generator.data()
      #expect(try RecordData(type: data.type, wire: data.wire) == data)
      let again = try RecordData(type: data.type, data.description)
      #expect(again.wire == data.wire, "\(data)")
    }
  }

  @Test func `a long value is cut into strings of 255`() throws {
    let strings = CharacterString.splitting(Array(repeating: 0x61, count: 600))

    #expect(strings.map(\.bytes.count) == [255, 255, 90])
    #expect(CharacterString.splitting([UInt8]()).count == 1)
    #expect(throws: DNSWireError(.characterStringTooLong(256), at: 0)) {
      try CharacterString(Array(repeating: 0x61, count: 256))
    }
  }

  @Test func `types have mnemonics or numbers`() {
    #expect(RecordType("aaaa") == .aaaa)
    #expect(RecordType("TYPE65280")?.rawValue == 65_280)
    #expect(RecordType("type1") == .a)
    #expect(RecordType(1234).description == "TYPE1234")
    #expect(RecordType("TYPE65536") == nil)
    #expect(RecordType("TYPE+1") == nil)
    #expect(RecordClass("class3") == .chaos)
    for number in UInt16.min...300 {
      #expect(RecordType(RecordType(number).description)?.rawValue == number)
    }
  }

  @Test func `serials wrap`() {
    #expect(SerialNumber(0).isNewer(than: SerialNumber(.max)))
    #expect(!SerialNumber(5).isNewer(than: SerialNumber(5)))
    #expect(SerialNumber(1 << 31 - 1).isNewer(than: SerialNumber(0)))
    #expect(!SerialNumber(1 << 31).isNewer(than: SerialNumber(0)))
    #expect(!SerialNumber(0).isNewer(than: SerialNumber(1 << 31)))
    #expect(SerialNumber(.max).next == SerialNumber(0))
  }
}
