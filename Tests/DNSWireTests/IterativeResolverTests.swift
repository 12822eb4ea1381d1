import DNSWire
import Testing

/// A small internet of zones, each on one address.
struct IterativeResolverTests {
  private let zones: [String: ZoneSet]

  init() throws {
    zones = [
      "1": try Self.set(
        ".",
        """
        @ NS ns.root.
        ns.root. A 0.0.0.1
        net. NS ns.registry.
        ns.registry. A 0.0.0.2
        """),
      "2": try Self.set(
        "net.",
        """
        @ NS ns.registry.
        example NS ns.example.net.
        ns.example A 0.0.0.3
        other NS ns.example.net.
        lame NS ns.example.net.
        silent NS ns.silent.net.
        ns.silent A 0.0.0.9
        circle NS ns.round.net.
        round NS ns.circle.net.
        """),
      "3": try Self.set(
        "example.net.",
        """
        @ NS ns.example.net.
        ns A 0.0.0.3
        www A 192.0.2.1
        away CNAME www.other.net.
        here CNAME www
        loop CNAME loop2
        loop2 CNAME loop
        gone CNAME nothing
        """),
      "3b": try Self.set("other.net.", "@ NS ns.example.net.\nwww A 192.0.2.2"),
    ]
  }

  static let found: [(String, RecordType, [String])] = [
    ("www.example.net.", .a, ["192.0.2.1"]),
    ("here.example.net.", .a, ["www.example.net.", "192.0.2.1"]),
    ("away.example.net.", .a, ["www.other.net.", "192.0.2.2"]),
    ("away.example.net.", .cname, ["www.other.net."]),
    ("www.other.net.", .a, ["192.0.2.2"]),
    ("www.example.net.", .aaaa, []),
  ]

  @Test(arguments: found)
  func `records are found from the root down`(
    name: String, type: RecordType, data: [String]
  ) async throws {
    let outcome = try await resolve(name, type)

    #expect(outcome.code == .noError)
    #expect(outcome.answers.map { "\($0.data)" } == data)
    #expect(outcome.hops.first?.description == ". at 0.0.0.1")
  }

  static let failing: [(String, ResponseCode, String?)] = [
    ("nothing.example.net.", .nameError, nil),
    ("gone.example.net.", .nameError, nil),
    ("nobody.net.", .nameError, nil),
    ("host.nowhere.", .nameError, nil),
    ("www.lame.net.", .serverFailure, "no name server of lame.net. answers"),
    ("www.silent.net.", .serverFailure, "no name server of silent.net. answers"),
    ("www.circle.net.", .serverFailure, nil),
    ("loop.example.net.", .serverFailure, nil),
  ]

  @Test(arguments: failing)
  func `what cannot be found fails in its own way, and ends`(
    name: String, code: ResponseCode, problem: String?
  ) async throws {
    let outcome = try await resolve(name, .a)

    #expect(outcome.code == code)
    #expect(outcome.answers.allSatisfy { $0.type == .cname })
    if let problem { #expect(outcome.problem?.contains(problem) == true) }
    #expect(outcome.hops.count <= IterativeResolver.maximumQuestionCount)
  }

  @Test func `a server is not believed about zones of others`() async throws {
    let resolver = IterativeResolver(rootAddresses: ["0.0.0.1"]) { query, address in
      var reply = try await self.ask(query, address)
      if address == "0.0.0.3" {
        // Poison: an address of a name that is not in its zone, and a referral upwards.
        reply?.answers.append(
          ResourceRecord(name: try Name("www.other.net"), ttl: 1, data: .a(.init(rawValue: 0x0101)))
        )
        if query.questions.first?.name == (try Name("www.other.net")) { return nil }
      }
      return reply
    }

    let outcome = try await resolver.resolve(try Name("away.example.net"), .a)

    #expect(outcome.code == .serverFailure)
    #expect(!outcome.answers.contains { $0.type == .a })
  }

  private func resolve(
    _ name: String, _ type: RecordType
  ) async throws -> IterativeResolver.Outcome {
    let resolver = IterativeResolver(rootAddresses: ["0.0.0.1"]) { query, address in
      try await self.ask(query, address)
    }
    return try await resolver.resolve(try Name(name), type)
  }

  /// The reply of the zones on an address; nobody is at addresses that have none.
  private func ask(_ query: Message, _ address: String) async throws -> Message? {
    let key = String(address.dropFirst("0.0.0.".count))
    let own = zones.filter { $0.key.hasPrefix(key) }.flatMap(\.value.zones.values)
    guard !own.isEmpty else { return nil }
    let outcome = Responder().respond(
      to: try query.encoded(), over: .udp, closestZone: ZoneSet(own).closest)
    guard case .reply(let bytes) = outcome else { return nil }
    return try Message(decoding: bytes)
  }

  private static func set(_ origin: String, _ text: String) throws -> ZoneSet {
    let name = try Name(origin)
    let soa = "$TTL 60\n@ SOA ns.root. host.root. 1 60 60 60 60\n"
    return ZoneSet([
      try Zone(origin: name, records: ZoneText.records((soa + text).utf8, origin: name))
    ])
  }
}
