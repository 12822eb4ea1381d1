import DNSPeers
import DNSWire
import Foundation
import Testing

@testable import FakeDNSmanager

@Suite(.timeLimit(.minutes(10)))
struct NameServerSocketTests {
  @Test func `both transports answer on every address, on one port`() async throws {
    try await serving { world, server in
      try world.makeZone("example.net", ip: "192.0.2.5")
      let query = Message.query(id: 3, Question(name: try Name("example.net"), type: .a))

      #expect(server.addresses == ["127.53.1.1", "127.53.1.2"])
      for address in server.addresses {
        for kind in DNSSocket.Kind.allCases {
          let socket = try DNSSocket(kind, address: address, port: server.port)
          try socket.send(try query.encoded())
          let reply = try Message(decoding: try socket.receive())
          #expect(reply.header.id == 3)
          #expect(reply.answers.map(\.data.description) == ["192.0.2.5"])
        }
      }
    }
  }

  @Test(arguments: [60, 300, 1_232, 4_000])
  func `a query over UDP is read whole, however long its options are`(length: Int) async throws {
    try await serving { _, server in
      let cookie = EDNS.Option(code: 10, data: Array(repeating: 7, count: length))
      let query = Message.query(
        id: 4, Question(name: try Name("ns1.company.com"), type: .a), edns: EDNS(options: [cookie]))
      let socket = try DNSSocket(.udp, address: "127.53.1.1", port: server.port)
      try socket.send(try query.encoded())

      #expect(try Message(decoding: try socket.receive()).header.responseCode == .noError)
    }
  }

  @Test func `questions that follow each other on a connection are answered in order`() async throws
  {
    try await serving { world, server in
      try world.makeZone("example.net", ip: "192.0.2.5")
      let socket = try DNSSocket(.tcp, address: "127.53.1.1", port: server.port)
      let ids: [UInt16] = Array(0..<200)
      for id in ids {
        let query = Message.query(id: id, Question(name: try Name("example.net"), type: .ns))
        try socket.send(try query.encoded())
      }

      let answered = try ids.map { _ in try Message(decoding: try socket.receive()).header.id }
      #expect(answered == ids)
    }
  }

  @Test func `a namespace that is made later is answered for, and one that goes is closed`()
    async throws
  {
    try await serving { world, server in
      try world.makeUser("dns117", ["namespace": "brand.example"])
      let address = try #require(try world.nameServerAddresses()["brand.example"]?.first)
      while !server.addresses.contains(address) {
        try Task.checkCancellation()
        await Task.yield()
      }
      let query = Message.query(id: 5, Question(name: try Name("ns1.brand.example"), type: .a))
      let socket = try DNSSocket(.tcp, address: address, port: server.port)
      try socket.send(try query.encoded())
      let reply = try Message(decoding: try socket.receive())
      #expect(reply.answers.map(\.data.description) == [address])

      _ = world.call("user.delete", ["elid": "dns117", "sok": "ok"], as: "provider")
      while server.addresses.contains(address) {
        try Task.checkCancellation()
        await Task.yield()
      }
      #expect(throws: POSIXError.self) {
        try DNSSocket(.tcp, address: address, port: server.port)
      }
    }
  }

  @Test func `a client that has said everything still gets its answer`() async throws {
    try await serving { world, server in
      let socket = try DNSSocket(.tcp, address: "127.53.1.1", port: server.port)
      let query = Message.query(id: 6, Question(name: try Name("ns1.company.com"), type: .a))
      try socket.send(try query.encoded())
      socket.finishSending()

      #expect(try Message(decoding: try socket.receive()).header.responseCode == .noError)
      #expect(throws: POSIXError.self) { try socket.receive() }
    }
  }

  @Test(.enabled(if: Tool.dig != nil, "dig is not installed"))
  func `dig gets the name servers of a domain`() async throws {
    try await serving { world, server in
      try world.makeZone("example.net", ip: "192.0.2.5")
      let arguments = ["@127.53.1.1", "-p", "\(server.port)", "+short", "example.net", "NS"]
      let output = try await Tool.output(try #require(Tool.dig), arguments)

      #expect(
        output.split(separator: "\n").sorted() == ["ns1.company.com.", "ns2.company.com."])
    }
  }

  @Test(.enabled(if: Tool.dig != nil && hasIPv6, "dig is not installed, or the machine has no ::1"))
  func `a namespace may have an IPv6 address`() async throws {
    let world = try World.forTests { $0.settings.addressPool = ["::1", "127.53.14.0/24"] }
    let server = try await NameServer.start(world: world)
    try world.makeZone("example.net", ip: "2001:db8::5")

    let output = try await Tool.output(
      try #require(Tool.dig),
      [
        "@::1", "-p", "\(server.port)", "+short", "www.example.net", "AAAA", "ns1.company.com",
        "AAAA",
      ])

    #expect(server.addresses == ["127.53.14.1", "::1"])
    #expect(output.split(separator: "\n") == ["2001:db8::5", "::1"])
    await server.stop()
  }

  /// The system's list of IPv6 addresses has the loopback one.
  private static let hasIPv6 =
    (try? String(contentsOfFile: "/proc/net/if_inet6", encoding: .utf8))?
    .contains("00000000000000000000000000000001 ") ?? false

  /// Serves a world of its own addresses while `body` runs.
  private func serving(_ body: (World, NameServer) async throws -> Void) async throws {
    let world = try World.forTests { $0.settings.addressPool = ["127.53.1.0/24"] }
    let server = try await NameServer.start(world: world)
    do {
      try await body(world, server)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }
}
