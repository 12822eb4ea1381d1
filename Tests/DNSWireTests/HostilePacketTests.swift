import DNSPeers
import DNSWire
import Testing

struct HostilePacketTests {
  private static func zones() throws -> ZoneSet {
    ZoneSet([try Zone(text: AnsweringTests.zoneText, origin: "example.com")])
  }

  /// Octets of a message with some changed, removed or doubled.
  private static func mutated(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
      let index = Int.random(in: bytes.indices, using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes[index] = generator.number()
      case 1: bytes[index] = [0, 0xC0, 0xFF, 0x3F, 0x40, 12].randomElement(using: &generator) ?? 0
      case 2: bytes.removeSubrange(index...)
      case 3: bytes.insert(contentsOf: bytes[index...].prefix(20), at: index)
      default: bytes.remove(at: index)
      }
    }
    return bytes
  }

  @Test func `20000 broken packets are read or refused and answered within bounds`() throws {
    var generator = SeededGenerator(seed: 5)
    let zones = try Self.zones()
    var seeds = try (0..<40).map { _ in try generator.message().encoded() }
    for _ in 0..<20 {
      let question = Question(name: try Name("www.example.com"), type: .any)
      seeds.append(try Message.query(id: generator.number(), question, edns: EDNS()).encoded())
    }
    var readCount = 0
    for index in 0..<20_000 {
      // The first four packets in five are short ones, as most on the wire are.
      let seed = seeds[index % 5 == 0 ? index % 40 : 40 + index % 20]
      let packet = Self.mutated(seed, &generator)
      if let message = try? Message(decoding: packet) {
        readCount += 1
        let size = (message.answers + message.authorities + message.additionals).count
        #expect(size <= packet.count / 11)
      }
      guard index % 5 != 0 else { continue }
      if case .reply(let reply) = Responder().respond(
        to: packet, over: .udp, closestZone: zones.closest)
      {
        #expect(reply.count <= 1232 && reply.count >= 12)
        #expect(reply.prefix(2) == packet.prefix(2))
      }
    }
    #expect(
      readCount > 1_000, "most packets should still be messages, so that all parts are reached")
  }

  @Test func `random octets behind a header are read or refused`() throws {
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<2_000 {
      let header: [UInt8] = [0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1]
      _ = try? Message(decoding: header + generator.bytes(0...80))
    }
  }

  @Test(
    arguments: [
      ("a pointer to itself", [0xC0, 12]), ("a pointer forward", [0xC0, 14, 0]),
      ("a pointer beyond the end", [0xFF, 0xFF]), ("half a pointer", [0xC0]),
      ("two names that point at each other", [1, 0x61, 0xC0, 16, 1, 0x62, 0xC0, 12]),
      ("a label without its end", [63, 1, 2, 3]),
      ("a label of a kind that is not used", [0x40, 1]),
      ("no end", [1, 0x61]),
      ("256 octets", Array(repeating: [1, 0x61], count: 128).flatMap(\.self) + [0]),
    ] as [(String, [UInt8])])
  func `a name that is none is FORMERR`(what: String, name: [UInt8]) throws {
    let zones = try Self.zones()
    let header: [UInt8] = [0, 7, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
    guard
      case .reply(let reply) = Responder().respond(
        to: joined(header, name, [0, 1, 0, 1]), over: .udp, closestZone: zones.closest)
    else {
      Issue.record("no reply to \(what)")
      return
    }

    #expect(try Message(decoding: reply).header.responseCode == .formatError, "\(what)")
  }

  @Test func `counts that lie are FORMERR`() throws {
    let zones = try Self.zones()
    let question: [UInt8] = [1, 0x61, 0, 0, 1, 0, 1]
    for index in 4..<12 {
      var header: [UInt8] = [0, 7, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
      header[index] = 0xFF
      guard
        case .reply(let reply) = Responder().respond(
          to: header + question, over: .tcp, closestZone: zones.closest)
      else {
        Issue.record("no reply")
        continue
      }
      #expect(try Message(decoding: reply).header.responseCode == .formatError, "\(index)")
    }
  }

  @Test func `a message of 65535 octets full of pointers stays bounded`() throws {
    // One name of 255 octets, and then records whose owner is a pointer to it: as many names as fit.
    let long: [UInt8] = Array(repeating: [1, 0x61], count: 127).flatMap(\.self)
    var packet = joined([0, 1, 0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0], long, [0, 0, 1, 0, 1])
    var count = 0
    while packet.count + 14 <= 65_535 {
      packet += [0xC0, 12, 0, 2, 0, 1, 0, 0, 0, 0, 0, 2, 0xC0, 12]
      count += 1
    }
    packet[6] = UInt8(count >> 8)
    packet[7] = UInt8(count & 0xFF)

    let message = try Message(decoding: packet)
    #expect(message.answers.count == count)
    #expect(try message.encoded().count <= 65_535)
  }
}
