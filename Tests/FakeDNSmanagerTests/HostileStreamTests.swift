import DNSPeers
import DNSWire
import Foundation
import NIOCore
import Synchronization
import Testing

@testable import FakeDNSmanager

/// Clients of the TCP port that are slow, greedy or confused.
@Suite(.timeLimit(.minutes(5)))
struct HostileStreamTests {
  private static let address = "127.53.11.1"

  @Test(arguments: [[], [0], [0, 20], [0, 20, 1, 2, 3]] as [[UInt8]])
  func `a client that does not finish its message is closed`(part: [UInt8]) async throws {
    try await listening(idleTime: .milliseconds(200)) { _ in
      .nothing
    } body: { listener in
      let socket = try DNSSocket(.tcp, address: Self.address, port: listener.port)
      if !part.isEmpty { try socket.sendRaw(part) }

      // A wait that is over without a close is another error.
      #expect(throws: POSIXError(.ECONNRESET)) { try socket.receive() }
    }
  }

  @Test func `an answer that a fault delays for longer than a client may idle still comes`()
    async throws
  {
    try await listening(idleTime: .seconds(1)) { packet in
      DNSReply.message(packet).delayed(by: .milliseconds(1_500))
    } body: { listener in
      let socket = try DNSSocket(.tcp, address: Self.address, port: listener.port)

      #expect(try socket.exchange([1, 2]) == [1, 2])
      // The client has not idled longer than it may, so the connection goes on.
      #expect(try socket.exchange([3]) == [3])
    }
  }

  @Test func `a client that takes nothing in is not read from, and closed`() async throws {
    let count = Atomic<Int>(0)
    let answer = [UInt8](repeating: 7, count: 60_000)
    try await listening(idleTime: .milliseconds(500)) { _ in
      count.add(1, ordering: .relaxed)
      return .message(answer)
    } body: { listener in
      let socket = try DNSSocket(.tcp, address: Self.address, port: listener.port)
      let queries = Array(repeating: [0, 12] + [UInt8](repeating: 0, count: 12), count: 4_096)
        .flatMap(\.self)
      var sent = 0
      // Until the connection is closed: then a write fails for good.
      while socket.isOpen {
        sent += socket.sendWhatFits(queries)
        await Task.yield()
      }

      let answered = count.load(ordering: .relaxed)
      #expect(sent / 14 > 2 * answered, "more came than is answered")
      #expect(answered < 500, "30 MB would be held for one client")
    }
  }

  @Test func `a message of 65535 octets is refused and the next one answered`() async throws {
    let world = try World.forTests { $0.settings.addressPool = ["127.53.12.0/24"] }
    let server = try await NameServer.start(world: world)
    let socket = try DNSSocket(.tcp, address: "127.53.12.1", port: server.port)
    var packet = [UInt8](repeating: 0xC0, count: 65_535)
    packet.replaceSubrange(0..<12, with: [0, 9, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0])

    let reply = try Message(decoding: try socket.exchange(packet))
    #expect(reply.header.id == 9)
    #expect(reply.header.responseCode == .formatError)
    let query = Message.query(id: 10, Question(name: try Name("ns1.company.com"), type: .a))
    #expect(
      try Message(decoding: try socket.exchange(try query.encoded())).answers.count == 1)
    await server.stop()
  }

  @Test func `empty messages get no answer and the connection goes on`() async throws {
    let world = try World.forTests { $0.settings.addressPool = ["127.53.13.0/24"] }
    let server = try await NameServer.start(world: world)
    let socket = try DNSSocket(.tcp, address: "127.53.13.1", port: server.port)
    try socket.sendRaw([UInt8](repeating: 0, count: 20_000))

    let query = Message.query(id: 10, Question(name: try Name("ns1.company.com"), type: .a))
    #expect(try Message(decoding: try socket.exchange(try query.encoded())).header.id == 10)
    await server.stop()
  }

  @Test func `a connection too many is closed, and there is room again when one ends`()
    async throws
  {
    let listener = try await DNSListener.open(
      ListenAddress(host: Self.address, port: 0), connectionCount: 2
    ) { packet, _, _ in .message(packet) }
    let first = try DNSSocket(.tcp, address: Self.address, port: listener.port)
    let second = try DNSSocket(.tcp, address: Self.address, port: listener.port)
    for socket in [first, second] {
      #expect(try socket.exchange([1, 2]) == [1, 2])
    }
    #expect(throws: POSIXError.self) {
      try DNSSocket(.tcp, address: Self.address, port: listener.port).exchange([3])
    }

    second.finishSending()
    #expect(throws: POSIXError.self) { try second.receive() }

    var isAdmitted = false
    while !isAdmitted {
      try Task.checkCancellation()
      let socket = try? DNSSocket(.tcp, address: Self.address, port: listener.port)
      isAdmitted = (try? socket?.exchange([4])) == [4]
      await Task.yield()
    }
    #expect(try first.exchange([5]) == [5])
    await listener.close()
  }

  private func listening(
    idleTime: Duration, answer: @escaping @Sendable ([UInt8]) -> DNSReply,
    body: (DNSListener) async throws -> Void
  ) async throws {
    let listener = try await DNSListener.open(
      ListenAddress(host: Self.address, port: 0), idleTime: .init(idleTime)
    ) { packet, _, _ in answer(packet) }
    do {
      try await body(listener)
    } catch {
      await listener.close()
      throw error
    }
    await listener.close()
  }
}
