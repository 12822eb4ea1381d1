import DNSPeers
import DNSWire
import Testing

struct MessageTests {
  /// A reply by hand: www.example.com A, an alias to `a` and its address, with OPT.
  static let reply: [UInt8] = joined(
    [0x12, 0x34, 0x85, 0x00, 0, 1, 0, 2, 0, 0, 0, 1],
    [3], Array("www".utf8), [7], Array("example".utf8), [3], Array("com".utf8), [0, 0, 1, 0, 1],
    [0xC0, 12, 0, 5, 0, 1, 0, 0, 0x0E, 0x10, 0, 4, 1, 0x61, 0xC0, 16],
    [0xC0, 45, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1],
    [0, 0, 41, 0x04, 0xD0, 0, 0, 0x80, 0, 0, 0])

  static func decoded() throws -> Message {
    var header = Header(id: 0x1234, isRecursionDesired: true)
    header.isResponse = true
    header.isAuthoritative = true
    let (www, a) = (try Name("www.example.com"), try Name("a.example.com"))
    return Message(
      header: header, questions: [Question(name: www, type: .a)],
      answers: [
        ResourceRecord(name: www, ttl: 3600, data: .cname(a)),
        ResourceRecord(name: a, ttl: 60, data: try RecordData(type: .a, "192.0.2.1")),
      ],
      edns: EDNS(payloadSize: 1232, isDNSSECWanted: true))
  }

  @Test func `a reply is read and written octet by octet`() throws {
    #expect(try Message(decoding: Self.reply) == Self.decoded())
    #expect(try Self.decoded().encoded() == Self.reply)
  }

  @Test func `every prefix of a message is refused as too short`() throws {
    for count in 0..<Self.reply.count {
      let error = try #require(throws: DNSWireError.self) {
        try Message(decoding: Self.reply.prefix(count))
      }
      #expect(error.offset <= count)
      #expect(error.kind == .truncated)
    }
  }

  @Test func `octets behind the last record are refused`() {
    #expect(throws: DNSWireError(.trailingBytes(1), at: Self.reply.count)) {
      try Message(decoding: Self.reply + [0])
    }
  }

  private static let header: [UInt8] = [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]

  @Test(
    arguments: [
      ([0xC0, 12, 0, 1, 0, 1], DNSWireError(.pointerNotBackward(to: 12), at: 12)),
      ([0xC0, 14, 0, 0, 1, 0, 1], DNSWireError(.pointerNotBackward(to: 14), at: 12)),
      ([1, 0x61, 0xC0, 12, 0, 1, 0, 1], DNSWireError(.pointerNotBackward(to: 12), at: 14)),
      ([0xFF, 0xFF, 0, 1, 0, 1], DNSWireError(.pointerNotBackward(to: 0x3FFF), at: 12)),
      ([0x40, 0, 0, 1, 0, 1], DNSWireError(.labelKind(0x40), at: 12)),
      ([0x80, 0, 0, 1, 0, 1], DNSWireError(.labelKind(0x80), at: 12)),
      ([9, 0x61, 0, 0, 1, 0, 1], DNSWireError(.truncated, at: 19)),
      ([0xC0], DNSWireError(.truncated, at: 13)),
    ] as [([UInt8], DNSWireError)])
  func `names that lead nowhere are refused with their place`(
    question: [UInt8], error: DNSWireError
  ) {
    #expect(throws: error) { try Message(decoding: Self.header + question) }
  }

  @Test func `a name that grows beyond 255 octets through pointers is refused`() {
    // Five labels of 63 octets, each leading on to the one before; the fifth name is too long.
    let label = joined([63], Array(repeating: 0x61, count: 63))
    var bytes: [UInt8] = [0, 1, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0]
    var previous: Int?
    for _ in 0..<5 {
      let start = bytes.count
      bytes += label
      bytes += previous.map { [0xC0 | UInt8($0 >> 8), UInt8($0 & 0xFF)] } ?? [0]
      bytes += [0, 1, 0, 1]
      previous = start
    }
    #expect(throws: DNSWireError(.nameTooLong, at: 12)) { try Message(decoding: bytes) }
  }

  @Test func `counts that lie cost nothing`() {
    let lying = joined([0, 1, 0, 0], Array(repeating: 255, count: 8))
    #expect(throws: DNSWireError(.truncated, at: 12)) { try Message(decoding: lying) }
  }

  @Test func `OPT stands once at the root in the additional section`() throws {
    let opt: [UInt8] = [0, 0, 41, 2, 0, 0, 0, 0, 0, 0, 0]
    func message(_ counts: [UInt8], _ rest: [UInt8]) -> [UInt8] {
      joined([0, 1, 0, 0], counts, rest)
    }

    #expect(try Message(decoding: message([0, 0, 0, 0, 0, 0, 0, 1], opt)).edns?.payloadSize == 512)
    #expect(throws: DNSWireError(.misplacedOPT, at: 23)) {
      try Message(decoding: message([0, 0, 0, 0, 0, 0, 0, 2], opt + opt))
    }
    #expect(throws: DNSWireError(.misplacedOPT, at: 12)) {
      try Message(decoding: message([0, 0, 0, 1, 0, 0, 0, 0], opt))
    }
    #expect(throws: DNSWireError(.misplacedOPT, at: 12)) {
      try Message(decoding: message([0, 0, 0, 0, 0, 0, 0, 1], [1, 0x61] + opt))
    }
  }

  @Test func `data names are compressed in the types of RFC 1035 only`() throws {
    let name = try Name("example.com")
    func size(_ data: RecordData) throws -> Int {
      let message = Message(
        header: Header(id: 1), answers: [ResourceRecord(name: name, ttl: 0, data: data)])
      return try message.encoded().count - (12 + 13 + 10)
    }

    #expect(try size(.ns(name)) == 2)
    #expect(try size(.mx(preference: 1, exchange: name)) == 4)
    #expect(try size(.srv(priority: 1, weight: 1, port: 1, target: name)) == 19)
    #expect(try size(.dname(name)) == 13)
  }

  @Test func `a compressed target is read in SRV and refused in DNAME`() throws {
    func message(_ type: UInt8, _ data: [UInt8]) -> [UInt8] {
      joined(
        [0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0x61, 0, 0, type, 0, 1, 0, 0, 0, 0, 0],
        [UInt8(data.count)], data)
    }

    let read = try Message(decoding: message(33, [0, 0, 0, 0, 0, 0, 0xC0, 12]))
    #expect(read.answers[0].data.additionalName == (try Name("a")))
    #expect(throws: DNSWireError(.compressedData, at: 25)) {
      try Message(decoding: message(39, [0xC0, 12]))
    }
    #expect(throws: DNSWireError(.malformedData(.a), at: 29)) {
      try Message(decoding: message(1, [1, 2, 3, 4, 5]))
    }
  }

  /// The type, the octets before its names, the number of names.
  static let oldTypes: [(UInt8, [UInt8], Int)] = [
    (3, [], 1), (4, [], 1), (7, [], 1), (8, [], 1), (9, [], 1), (14, [], 2), (17, [], 2),
    (18, [0, 1], 1), (21, [0, 1], 1), (24, Array(repeating: 7, count: 18), 1), (26, [0, 1], 2),
    (30, [], 1), (35, [0, 1, 0, 2, 1, 0x41, 0, 2, 0x42, 0x43], 1),
  ]

  @Test(arguments: oldTypes)
  func `names of old types are written out, as they may have been compressed`(
    type: UInt8, start: [UInt8], count: Int
  ) throws {
    let end: [UInt8] = [24, 30].contains(type) ? [0xC0, 12] : []
    func repeated(_ name: [UInt8]) -> [UInt8] { (0..<count).flatMap { _ in name } }
    let data = joined(start, repeated([1, 0x62, 0xC0, 12]), end)
    let message = joined(
      [0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0x61, 0, 0, type, 0, 1, 0, 0, 0, 0, 0],
      [UInt8(data.count)], data)

    #expect(
      try Message(decoding: message).answers[0].data
        == .unknown(
          RecordType(UInt16(type)), joined(start, repeated([1, 0x62, 1, 0x61, 0]), end)))
  }

  @Test func `whole sets are left out and TC is set`() throws {
    let (a, b) = (try Name("a.example"), try Name("b.example"))
    func records(_ name: Name, _ count: UInt32) -> [ResourceRecord] {
      (0..<count).map { ResourceRecord(name: name, ttl: 1, data: .a(IPv4Address(rawValue: $0))) }
    }
    var message = Message(
      header: Header(id: 1), answers: records(a, 3) + records(b, 30), additionals: records(a, 1),
      edns: EDNS())

    let cut = try Message(decoding: try message.encoded(limit: 512))
    #expect(cut.answers == records(a, 3))
    #expect(cut.additionals.isEmpty)
    #expect(cut.header.isTruncated)
    #expect(cut.edns == EDNS())

    message.answers = records(a, 3)
    message.additionals = records(b, 30)
    let whole = try Message(decoding: try message.encoded(limit: 512))
    #expect(!whole.header.isTruncated)
    #expect(whole.additionals.isEmpty)
    let glue = try message.encoded(limit: 512, requiresAdditionals: true)
    #expect(try Message(decoding: glue).header.isTruncated)
  }

  @Test(arguments: 0..<40)
  func `no message is longer than its limit`(round: Int) throws {
    var generator = SeededGenerator(seed: UInt64(round))
    let message = try generator.message()
    for limit in [512, 1232, 4096] {
      let bytes = try message.encoded(limit: limit)
      let minimum = 300 + (message.edns == nil ? 0 : 50)
      #expect(bytes.count <= max(limit, minimum))
      _ = try Message(decoding: bytes)
    }
  }

  @Test func `what was written is read again`() throws {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<300 {
      let message = try generator.message()
      let bytes = try message.encoded()
      let again = try Message(decoding: bytes)
      #expect(again == message)
      // Equality ignores the case of names; the octets do not.
      #expect(try again.encoded() == bytes)
      #expect(again.answers.map(\.name.wire) == message.answers.map(\.name.wire))
    }
  }

  @Test func `many names in a large message are compressed and read again`() throws {
    let records = try (0..<2_500).map {
      ResourceRecord(
        name: try Name("host\($0).example.com"), ttl: 1, data: .a(IPv4Address(rawValue: 1)))
    }
    let message = Message(header: Header(id: 1), answers: records)
    let bytes = try message.encoded()

    #expect(bytes.count < 2_500 * 30)
    #expect(try Message(decoding: bytes) == message)
  }

  @Test func `a code above 15 needs EDNS and data has its limit`() throws {
    var header = Header(id: 1)
    header.responseCode = .badVersion
    #expect(throws: DNSWireError(.codeNeedsEDNS(.badVersion), at: 2)) {
      try Message(header: header).encoded()
    }
    let huge = RecordData.unknown(RecordType(65_280), Array(repeating: 0, count: 65_536))
    #expect(throws: DNSWireError(.tooLarge, at: 21)) {
      try Message(
        header: Header(id: 1), answers: [ResourceRecord(name: .root, ttl: 0, data: huge)]
      ).encoded()
    }
  }
}
