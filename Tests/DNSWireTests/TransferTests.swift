import DNSWire
import Testing

struct TransferTests {
  private let zone: Zone

  init() throws {
    var text = AnsweringTests.zoneText + "\n"
    for index in 0..<2_000 { text += "host\(index) 60 A 192.0.2.\(index % 256)\n" }
    zone = try Zone(text: text, origin: "example.com")
  }

  private func request(
    _ query: Message, over transport: Responder.Transport = .tcp
  ) throws -> TransferRequest {
    let outcome = Responder().respond(to: try query.encoded(), over: transport) { _ in zone }
    guard case .transfer(let request) = outcome else {
      throw TransferError.notTheReply
    }
    return request
  }

  private func query(_ type: RecordType = .axfr, serial: UInt32? = nil) -> Message {
    var query = Message.query(id: 5, Question(name: zone.origin, type: type))
    if let serial {
      var soa = zone.startOfAuthority
      soa.serial = SerialNumber(serial)
      query.authorities = [ResourceRecord(name: zone.origin, ttl: 0, data: .soa(soa))]
    }
    return query
  }

  private func messages(_ stream: TransferStream) throws -> [[UInt8]] {
    var stream = stream
    var messages: [[UInt8]] = []
    while let message = try stream.next() { messages.append(message) }
    return messages
  }

  @Test(arguments: [512, 16_384, 65_535])
  func `a zone survives its transfer`(size: Int) throws {
    let messages = try messages(TransferStream(try request(query()), messageSize: size))
    var collector = TransferCollector(origin: zone.origin, id: 5)
    for (index, message) in messages.enumerated() {
      #expect(message.count <= size)
      let isComplete = try collector.receive(message)
      #expect(isComplete == (index == messages.count - 1))
    }

    #expect(messages.count >= zone.recordCount * 20 / size)
    #expect(try collector.zone().records == zone.records)
    #expect(try Message(decoding: messages[0]).questions.count == 1)
  }

  @Test func `a record larger than the message size gets a message of its own`() throws {
    var zone = zone
    let big = RecordData.unknown(RecordType(65_280), Array(repeating: 1, count: 5_000))
    try zone.insert(ResourceRecord(name: zone.origin, ttl: 1, data: big))
    let outcome = Responder().respond(to: try query().encoded(), over: .tcp) { _ in zone }
    guard case .transfer(let request) = outcome else {
      throw TransferError.notTheReply
    }
    var collector = TransferCollector(origin: zone.origin, id: 5)
    for message in try messages(TransferStream(request, messageSize: 512)) {
      _ = try collector.receive(message)
    }

    #expect(try collector.zone().recordCount == zone.recordCount)
  }

  @Test func `an IXFR of the same serial gets the SOA alone and of an older one all`() throws {
    let current = try messages(TransferStream(try request(query(.ixfr, serial: 1))))
    let newer = try messages(TransferStream(try request(query(.ixfr, serial: 2))))
    let older = try messages(TransferStream(try request(query(.ixfr, serial: 0))))

    #expect(try current.map { try Message(decoding: $0).answers.map(\.type) } == [[.soa]])
    #expect(newer.count == 1)
    #expect(
      try older.map { try Message(decoding: $0).answers.count }.reduce(0, +) == zone.recordCount + 1
    )
  }

  @Test(arguments: [0, 1, 2] as [UInt32])
  func `an IXFR over UDP gets the SOA alone, which tells the client to come by TCP`(
    serial: UInt32
  ) throws {
    let stream = TransferStream(try request(query(.ixfr, serial: serial), over: .udp))
    let messages = try messages(stream).map { try Message(decoding: $0) }

    #expect(messages.map { $0.answers.map(\.data) } == [[.soa(zone.startOfAuthority)]])
    #expect(messages.allSatisfy { $0.header.isAuthoritative && !$0.header.isTruncated })
  }

  @Test func `a TTL beyond 31 bits is 0, and the zone survives its text`() throws {
    let soa = try #require(zone.set(zone.origin, .soa)?.records.first)
    let host = try Name("host.example.com")
    let records = [UInt32.max, 0x8000_0000, 0x7FFF_FFFF].enumerated().map { index, ttl in
      ResourceRecord(name: host, ttl: ttl, data: .unknown(RecordType(65_280 + UInt16(index)), [1]))
    }
    var header = Header(id: 5)
    header.isResponse = true
    var collector = TransferCollector(origin: zone.origin, id: 5)
    let message = Message(header: header, answers: [soa] + records + [soa])
    let isComplete = try collector.receive(try message.encoded())
    #expect(isComplete)

    let zone = try collector.zone()
    #expect(zone.records.dropFirst().map(\.ttl) == [0, 0, 0x7FFF_FFFF])
    #expect(try ZoneText.records(zone.text.utf8, origin: zone.origin) == zone.records)
  }

  @Test func `a transfer that is not one is refused`() throws {
    let soa = try #require(zone.set(zone.origin, .soa)?.records.first)
    var changed = soa
    var content = zone.startOfAuthority
    content.serial = SerialNumber(9)
    changed.data = .soa(content)
    let host = try #require(zone.set(try Name("host.example.com"), .a)?.records.first)

    func failure(
      _ answers: [ResourceRecord], id: UInt16 = 5, code: ResponseCode = .noError, limit: Int = 2
    ) throws -> TransferError? {
      var collector = TransferCollector(origin: zone.origin, id: 5, maximumRecordCount: limit)
      var header = Header(replyTo: Header(id: id), code: code)
      header.isAuthoritative = true
      do {
        _ = try collector.receive(Message(header: header, answers: answers).encoded())
        _ = try collector.zone()
        return nil
      } catch let error as TransferError {
        return error
      }
    }

    #expect(try failure([soa, host, soa]) == nil)
    #expect(try failure([soa, host, soa], id: 6) == .notTheReply)
    #expect(try failure([], code: .refused) == .refused(.refused))
    #expect(try failure([]) == .empty)
    #expect(try failure([host, soa]) == .missingStartOfAuthority)
    #expect(try failure([soa, host, changed]) == .changedMeanwhile)
    #expect(try failure([soa, host, soa, host]) == .recordsAfterEnd)
    #expect(try failure([soa, host, host]) == .tooLarge(2))
    #expect(try failure([soa, host]) == .incomplete)
    var collector = TransferCollector(origin: zone.origin, id: 5)
    #expect(throws: TransferError.unreadable(DNSWireError(.truncated, at: 1))) {
      try collector.receive([0])
    }
  }
}
