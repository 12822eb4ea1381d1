import DNSWire
import Testing

@testable import FakeDNSmanager

struct TransferInProcessTests {
  private let world: World

  init() throws {
    world = try .forTests()
    let answer = world.call(
      "domain.edit",
      ["name": "example.net", "dtype": "slave", "masterip": "192.0.2.17", "sok": "ok"],
      as: "provider")
    #expect(try answer.refusal() == nil)
  }

  @Test func `a slave domain is transferred from the master that it names`() async throws {
    try await world.transferDueDomains { query, master in
      #expect(master == "192.0.2.17")
      return try Self.messages(to: query)
    }

    #expect(try world.resolve("www.example.net") == ["192.0.2.5"])
  }

  @Test func `nothing is transferred before it is due, and after NOTIFY it is`() async throws {
    try await world.transferDueDomains { query, _ in try Self.messages(to: query) }
    var notify = Message.query(id: 1, Question(name: try Name("example.net."), type: .soa))
    notify.header.opcode = .notify
    let packet = try notify.encoded()

    try await world.transferDueDomains { _, _ in
      Issue.record("it was not due")
      return []
    }
    _ = world.answerDNS(packet, at: "127.53.0.1", over: .udp, from: "192.0.2.17")
    try await world.transferDueDomains { query, _ in
      try Self.messages(to: query, address: "192.0.2.6")
    }

    #expect(try world.resolve("www.example.net") == ["192.0.2.6"])
  }

  @Test func `a wire that fails leaves the domain without contents, and says why`() async throws {
    struct Cut: Error, CustomStringConvertible { let description = "the wire is cut" }

    try await world.transferDueDomains { _, _ in throw Cut() }

    #expect(try world.code("example.net") == "SERVFAIL")
    let failure = try world.store.change { transaction in
      try transaction.first("SELECT failure FROM secondary") { $0.optionalText(0) } ?? nil
    }
    #expect(failure == "the wire is cut")
  }

  @Test func `half a zone is no zone`() async throws {
    try await world.transferDueDomains { query, _ in
      var message = try Message(decoding: try Self.messages(to: query)[0])
      message.answers.removeLast()
      return [try message.encoded()]
    }

    #expect(try world.code("example.net") == "SERVFAIL")
  }

  private static func messages(
    to query: [UInt8], address: String = "192.0.2.5"
  ) throws -> [[UInt8]] {
    let message = try Message(decoding: query)
    let origin = try Name("example.net.")
    let text = """
      @ 60 IN SOA ns1.company.com. hostmaster 1 10800 3600 604800 60
      @ 60 IN NS ns1.company.com.
      www 60 IN A \(address)
      """
    var reply = Message.reply(to: message)
    let records = try ZoneText.records(text.utf8, origin: origin)
    reply.answers = records + records.prefix(1)
    return [try reply.encoded()]
  }
}
