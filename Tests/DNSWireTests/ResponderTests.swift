import DNSWire
import Testing

struct ResponderTests {
  private let zones: ZoneSet

  init() throws {
    let other = "@ 60 SOA a b 1 2 3 4 5\nwww 60 A 198.51.100.1\n"
    let child = "@ 60 SOA a b 1 2 3 4 5\n"
    var wide = other
    for index in 0..<200 { wide += "many 60 A 192.0.2.\(index)\n" }
    zones = ZoneSet([
      try Zone(text: AnsweringTests.zoneText, origin: "example.com"),
      try Zone(text: wide, origin: "example.net"),
      try Zone(text: child, origin: "sub.example.com"),
    ])
  }

  private func outcome(
    _ query: Message, _ transport: Responder.Transport = .udp
  ) throws -> Responder.Outcome {
    Responder().respond(to: try query.encoded(), over: transport, closestZone: zones.closest)
  }

  private func reply(
    _ bytes: [UInt8], _ transport: Responder.Transport = .udp
  ) throws -> Message {
    let outcome = Responder().respond(to: bytes, over: transport, closestZone: zones.closest)
    guard case .reply(let reply) = outcome else {
      Issue.record("expected a reply, got \(outcome)")
      return Message(header: Header(id: 0))
    }
    return try Message(decoding: reply)
  }

  private func query(_ name: String, _ type: RecordType = .a, edns: EDNS? = nil) throws -> Message {
    .query(
      id: 77, Question(name: try Name(name), type: type), isRecursionDesired: true, edns: edns)
  }

  @Test func `a reply repeats what the query says and has AA`() throws {
    let reply = try reply(query("hOst.example.com").encoded())

    #expect(reply.header.id == 77)
    #expect(reply.header.isResponse && reply.header.isAuthoritative)
    #expect(reply.header.isRecursionDesired && !reply.header.isRecursionAvailable)
    #expect(reply.questions[0].name.description == "hOst.example.com.")
    #expect(reply.answers.map(\.name.description) == ["hOst.example.com."])
    #expect(reply.edns == nil)
  }

  @Test(arguments: [
    ("example.org", RecordType.a, ResponseCode.refused), ("no.example.com", .a, .nameError),
    ("host.example.com", RecordType(250), .formatError), ("host.example.com", .opt, .formatError),
    ("host.example.com", RecordType(254), .notImplemented), ("example.com", .axfr, .refused),
    ("example.com", .ixfr, .formatError), ("host.example.com", RecordType(65_280), .noError),
  ])
  func `questions get their code over UDP`(name: String, type: RecordType, code: ResponseCode)
    throws
  {
    let reply = try reply(query(name, type).encoded())

    #expect(reply.header.responseCode == code)
    #expect(reply.questions.count == 1)
    #expect(reply.header.isAuthoritative == [.noError, .nameError].contains(code))
  }

  @Test func `responses and less than a header are dropped`() throws {
    var query = try query("host.example.com")
    query.header.isResponse = true
    for bytes in [try query.encoded(), [], Array(repeating: 0, count: 11)] {
      let outcome = Responder().respond(to: bytes, over: .udp, closestZone: zones.closest)
      guard case .drop = outcome else {
        Issue.record("expected a drop, got \(outcome)")
        continue
      }
    }
  }

  @Test func `what cannot be read is FORMERR`() throws {
    let whole = try query("host.example.com").encoded()
    for count in 12..<whole.count {
      #expect(try reply(Array(whole.prefix(count))).header.responseCode == .formatError)
    }
    #expect(try reply(whole + [0]).header.responseCode == .formatError)
    let none = Message(header: Header(id: 1))
    #expect(try reply(none.encoded()).header.responseCode == .formatError)
    let question = Question(name: .root, type: .a)
    let two = Message(header: Header(id: 1), questions: [question, question])
    #expect(try reply(two.encoded()).header.responseCode == .formatError)
  }

  @Test(arguments: [1, 2, 3, 5, 6, 15] as [UInt8])
  func `other opcodes are NOTIMP even when the rest cannot be read`(opcode: UInt8) throws {
    var header = Header(id: 9)
    header.opcode = Opcode(opcode)
    let reply = try reply(try Message(header: header).encoded() + [1, 2, 3])

    #expect(reply.header.responseCode == .notImplemented)
    #expect(reply.header.opcode == Opcode(opcode))
  }

  @Test func `a class other than IN and ANY is refused`() throws {
    let name = try Name("host.example.com")
    func code(_ recordClass: RecordClass) throws -> ResponseCode {
      let question = Question(name: name, type: .a, recordClass: recordClass)
      return try reply(Message.query(id: 1, question).encoded()).header.responseCode
    }

    #expect(try code(.chaos) == .refused)
    #expect(try code(.any) == .noError)
  }

  @Test func `an unknown version of EDNS is BADVERS`() throws {
    let reply = try reply(query("host.example.com", edns: EDNS(version: 1)).encoded())

    #expect(reply.header.responseCode == .badVersion)
    #expect(reply.edns?.version == 0)
    #expect(reply.answers.isEmpty)
  }

  @Test(
    arguments: [(nil, 512), (100, 512), (512, 512), (1000, 1000), (4096, 1232)] as [(UInt16?, Int)])
  func `what does not fit in a datagram is truncated`(size: UInt16?, limit: Int) throws {
    let edns = size.map { EDNS(payloadSize: $0, isDNSSECWanted: true) }
    let query = try query("many.example.net", edns: edns)
    guard case .reply(let bytes) = try outcome(query),
      case .reply(let whole) = try outcome(query, .tcp)
    else {
      Issue.record("expected replies")
      return
    }
    let reply = try Message(decoding: bytes)

    #expect(bytes.count <= limit)
    #expect(reply.header.isTruncated && reply.answers.isEmpty)
    #expect(reply.edns?.isDNSSECWanted == edns?.isDNSSECWanted)
    #expect(try Message(decoding: whole).answers.count == 200)
    #expect(try !Message(decoding: whole).header.isTruncated)
  }

  @Test func `what does not fit in any message is SERVFAIL over TCP`() throws {
    var zone = try Zone(text: "@ 60 SOA a b 1 2 3 4 5\n", origin: "big.test")
    for number in 0..<3 as Range<UInt8> {
      let data = RecordData.unknown(RecordType(65_280), Array(repeating: number, count: 32_768))
      try zone.insert(ResourceRecord(name: zone.origin, ttl: 60, data: data))
    }
    func reply(_ transport: Responder.Transport) throws -> Message {
      let query = try query("big.test", RecordType(65_280))
      let outcome = Responder().respond(to: try query.encoded(), over: transport) { _ in zone }
      guard case .reply(let bytes) = outcome else { throw TransferError.notTheReply }
      return try Message(decoding: bytes)
    }

    #expect(try reply(.udp).header.isTruncated)
    let last = try reply(.tcp).header
    #expect(last.responseCode == .serverFailure && !last.isTruncated && !last.isAuthoritative)
  }

  @Test func `an alias is not followed into another zone`() throws {
    var zones = zones
    let alias = "@ 60 SOA a b 1 2 3 4 5\nto CNAME www.example.net.\n"
    zones.zones[try Name("alias.test")] = try Zone(text: alias, origin: "alias.test")
    let outcome = Responder().respond(
      to: try query("to.alias.test").encoded(), over: .udp, closestZone: zones.closest)

    guard case .reply(let bytes) = outcome else {
      Issue.record("expected a reply")
      return
    }
    #expect(try Message(decoding: bytes).answers.map(\.type) == [.cname])
  }

  @Test func `an alias into a zone that cannot be answered from is the alias alone`() throws {
    let alias = "@ 60 SOA a b 1 2 3 4 5\nto CNAME www.sub.alias.test.\n"
    let zone = try Zone(text: alias, origin: "alias.test")
    let child = try Name("sub.alias.test")
    func reply(_ name: String, _ type: RecordType = .a) throws -> Message {
      let outcome = Responder().respond(to: try query(name, type).encoded(), over: .udp) {
        name throws(ZoneUnavailable) in
        guard !name.isSubdomain(of: child) else { throw ZoneUnavailable() }
        return zone
      }
      guard case .reply(let bytes) = outcome else { throw ZoneUnavailable() }
      return try Message(decoding: bytes)
    }

    let answer = try reply("to.alias.test")
    #expect(answer.header.responseCode == .noError && answer.header.isAuthoritative)
    #expect(answer.answers.map(\.type) == [.cname])
    for name in ["sub.alias.test", "www.sub.alias.test"] {
      let refusal = try reply(name)
      #expect(refusal.header.responseCode == .serverFailure)
      #expect(!refusal.header.isAuthoritative && refusal.questions.count == 1)
    }
  }

  @Test func `DS is asked of the zone above`() throws {
    let above = try reply(query("sub.example.com", .ds).encoded())
    let own = try reply(query("example.com", .ds).encoded())

    #expect(above.answers.map(\.type) == [.ds])
    #expect(own.answers.isEmpty && own.header.responseCode == .noError)
    #expect(try reply(query("x.sub.example.com").encoded()).header.responseCode == .nameError)
  }

  @Test func `transfers over TCP and notifications are handed on`() throws {
    guard case .transfer(let request) = try outcome(query("example.com", .axfr), .tcp) else {
      Issue.record("expected a transfer")
      return
    }
    #expect(request.zone.origin == (try Name("example.com")))
    #expect(
      try reply(query("host.example.com", .axfr).encoded(), .tcp).header.responseCode
        == .notAuthoritative)
    #expect(
      try reply(query("example.com", .ixfr).encoded(), .tcp).header.responseCode == .formatError)

    var notify = try query("example.com", .soa)
    notify.header.opcode = .notify
    guard case .notify(let message) = try outcome(notify) else {
      Issue.record("expected a notification")
      return
    }
    #expect(message == notify)
  }
}
