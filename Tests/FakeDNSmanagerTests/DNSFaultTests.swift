import DNSPeers
import DNSWire
import Testing

@testable import FakeDNSmanager

@Suite(.timeLimit(.minutes(5)))
struct DNSFaultTests {
  private let world: World
  private let query: [UInt8]

  init() throws {
    world = try .forTests { $0.settings.addressPool = ["127.53.10.0/24"] }
    try world.makeZone("example.net", ip: "192.0.2.5")
    query = try Message.query(id: 0x1234, Question(name: Name("www.example.net"), type: .a))
      .encoded()
  }

  private func ask(
    over transport: DNSTransport = .udp, at address: String = "127.53.10.1",
    from client: String = "127.0.0.1"
  ) throws -> Message? {
    var reply = world.answerDNS(query, at: address, over: transport, from: client)
    return try reply.next().map { try Message(decoding: $0) }
  }

  @Test func `nothing comes back, or a code`() throws {
    let id = try world.add(DNSFault(.drop))
    #expect(try ask() == nil)
    #expect(world.dnsFaults.remove(id) == 1)
    #expect(world.dnsFaults.remove(id) == nil)

    for (effect, code) in [(.serverFailure, .serverFailure), (.lame, .refused)]
      as [(DNSFault.Effect, ResponseCode)]
    {
      try world.add(DNSFault(effect))
      let reply = try #require(try ask())
      #expect(reply.header.responseCode == code)
      #expect(!reply.header.isAuthoritative && reply.answers.isEmpty)
      #expect(reply.header.id == 0x1234 && reply.questions.count == 1)
      world.dnsFaults.removeAll()
    }
    #expect(try ask()?.answers.count == 1)
  }

  @Test func `a truncating server answers over TCP`() throws {
    try world.add(DNSFault(.truncate))

    let short = try #require(try ask())
    #expect(short.header.isTruncated && short.answers.isEmpty)
    #expect(try ask(over: .tcp)?.answers.count == 1)
    #expect(world.dnsFaults.armed.map(\.fired) == [1])
  }

  @Test func `a forged answer has another identifier and the same contents`() throws {
    let right = try #require(try ask())
    try world.add(DNSFault(.wrongID))
    let wrong = try #require(try ask())

    #expect(wrong.header.id != right.header.id)
    #expect(wrong.answers == right.answers)
  }

  @Test func `a stale server knows nothing of what came after the fault`() throws {
    try world.add(DNSFault(.stale, on: .init(address: "127.53.10.2")))
    try world.addRecord(["name": "new", "rtype": "a", "ip": "192.0.2.6"], to: "example.net")

    #expect(try world.code("new.example.net", at: "127.53.10.2") == "NXDOMAIN")
    #expect(try world.resolve("www.example.net", at: "127.53.10.2") == ["192.0.2.5"])
    #expect(try world.resolve("new.example.net", at: "127.53.10.1") == ["192.0.2.6"])
  }

  @Test(arguments: [
    (DNSFault.Match(name: "EXAMPLE.net."), true), (.init(name: "other.net"), false),
    (.init(name: "a.www.example.net"), false), (.init(type: "a"), true),
    (.init(type: "AAAA"), false),
    (.init(type: "NOTIFY"), false), (.init(address: "127.53.10.1"), true),
    (.init(address: "127.53.10.2"), false), (.init(client: "127.0.0.1"), true),
    (.init(client: "127.0.0.2"), false), (.init(transport: .udp), true),
    (.init(transport: .tcp), false),
  ])
  func `a fault is for whom it says`(match: DNSFault.Match, isHit: Bool) throws {
    try world.add(DNSFault(.drop, on: match))

    #expect(try (ask() == nil) == isHit)
    #expect(world.dnsFaults.armed.map(\.fired) == [isHit ? 1 : 0])
  }

  @Test func `a fault is counted`() throws {
    try world.add(DNSFault(.drop, on: .init(name: "example.net", messages: 2...3)))
    _ = try world.ask("other.test")

    let isAnswered = try (1...5).map { _ in try ask() != nil }
    #expect(isAnswered == [true, false, false, true, true])
    #expect(world.dnsFaults.armed.map(\.fired) == [2])
  }

  @Test func `a name or type that is none is refused`() {
    #expect(throws: DNSFaultError.badName("a..b")) {
      try world.add(DNSFault(.drop, on: .init(name: "a..b")))
    }
    #expect(throws: DNSFaultError.badType("NONE")) {
      try world.add(DNSFault(.drop, on: .init(type: "NONE")))
    }
    #expect(world.dnsFaults.armed.isEmpty)
  }

  @Test func `a scoped fault is gone afterwards, whatever happened`() async throws {
    struct Failure: Error {}
    await #expect(throws: Failure.self) {
      try await world.withFault(DNSFault(.drop)) {
        #expect(try ask() == nil)
        throw Failure()
      }
    }
    #expect(try ask() != nil)
  }

  @Test(arguments: DNSSocket.Kind.allCases)
  func `a delayed answer comes after its time, and others on UDP before it`(
    kind: DNSSocket.Kind
  ) async throws {
    let server = try await NameServer.start(world: world)
    try world.add(DNSFault(.delay(.milliseconds(300)), on: .init(type: "A")))
    let socket = try DNSSocket(kind, address: "127.53.10.1", port: server.port)
    let begin = ContinuousClock.now
    try socket.send(query)
    try socket.send(
      try Message.query(id: 2, Question(name: Name("example.net"), type: .ns)).encoded())

    let ids = try (0..<2).map { _ in try Message(decoding: try socket.receive()).header.id }
    #expect(begin.duration(to: .now) >= .milliseconds(300))
    #expect(ids == (kind == .udp ? [2, 0x1234] : [0x1234, 2]))
    await server.stop()
  }
}
