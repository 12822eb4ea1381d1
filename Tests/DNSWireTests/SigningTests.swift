import DNSWire
import Foundation
import Testing

/// A signed zone: what it holds, what it says, and what it says to whom.
struct SigningTests {
  private static let validity = SignatureValidity(inception: 1_000, expiration: 2_000)
  private let key: ZoneKey
  private let zone: Zone
  private let signed: Zone

  init() throws {
    key = try ZoneKey(.ed25519, derivedFrom: [1])
    let origin = try Name("example.net")
    zone = try Zone(
      origin: origin,
      records: ZoneText.records(
        """
        $TTL 300
        @ SOA ns host 1 60 60 60 100
        @ NS NS
        ns A 192.0.2.1
        WWW A 192.0.2.2
        www A 192.0.2.3
        alias CNAME www
        deep.er.ent TXT "x"
        *.wild A 192.0.2.4
        to.wild CNAME any.wild
        child NS ns.child
        child DS 1 13 2 00
        ns.child A 192.0.2.5
        plain NS ns.elsewhere.test.
        tree DNAME other.test.
        """.utf8, origin: origin))
    signed = try zone.signed(by: key, Self.validity)
  }

  @Test func `each name has NSEC, each set a signature, and what belongs to others neither`() throws
  {
    var owners: [String] = []
    for set in signed.sets where set.type == .nsec { owners.append("\(set.name)") }
    #expect(
      owners == [
        "example.net.", "alias.example.net.", "child.example.net.", "deep.er.ent.example.net.",
        "ns.example.net.", "plain.example.net.", "tree.example.net.", "*.wild.example.net.",
        "to.wild.example.net.", "WWW.example.net.",
      ])
    let unsigned = signed.sets.filter(\.signatures.isEmpty).map { "\($0.name) \($0.type)" }
    #expect(
      unsigned == ["child.example.net. NS", "ns.child.example.net. A", "plain.example.net. NS"])
    let apex = try #require(signed.set(zone.origin, .nsec))
    #expect(apex.ttl == 100)
    #expect("\(apex.data[0])" == "alias.example.net. NS SOA RRSIG NSEC DNSKEY")
    let cut = try #require(signed.set(try Name("child.example.net"), .nsec))
    #expect("\(cut.data[0])".hasSuffix(" NS DS RRSIG NSEC"))
    let wildcard = try #require(signed.set(try Name("*.wild.example.net"), .a)?.signatures.first)
    #expect((wildcard.labels, wildcard.keyTag, wildcard.originalTTL) == (3, key.tag, 300))
  }

  @Test func `who does not ask for signatures gets none`() throws {
    let plain = try ask("www.example.net", .a, wantsSignatures: false)
    #expect(plain.answers.map(\.type) == [.a, .a])
    #expect(try ask("nothing.example.net", .a, wantsSignatures: false).authorities.count == 1)
    #expect(
      try ask("child.example.net", .a, wantsSignatures: false).authorities.map(\.type) == [.ns])
    // What is asked for by its own name is data as any other.
    #expect(
      try ask("example.net", .dnskey, wantsSignatures: false).answers.map(\.type) == [.dnskey])
    #expect(try ask("alias.example.net", .nsec, wantsSignatures: false).answers.count == 1)
    let signatures = try ask("www.example.net", .rrsig, wantsSignatures: false).answers
    #expect(signatures.map(\.type) == [.rrsig, .rrsig])
    #expect(signatures.map(\.ttl) == [300, 100])
  }

  /// Question; code; types of the answer; NSEC owners; types of the authority section without NSEC.
  static let said: [(String, RecordType, ResponseCode, [RecordType], [String], [RecordType])] = [
    ("www.example.net", .a, .noError, [.a, .a, .rrsig], [], []),
    ("www.example.net", .mx, .noError, [], ["WWW"], [.soa, .rrsig]),
    ("m.example.net", .a, .nameError, [], ["deep.er.ent", "@"], [.soa, .rrsig]),
    ("er.ent.example.net", .a, .noError, [], ["child"], [.soa, .rrsig]),
    ("a.wild.example.net", .a, .noError, [.a, .rrsig], ["*.wild"], []),
    ("a.wild.example.net", .mx, .noError, [], ["*.wild"], [.soa, .rrsig]),
    ("z.wild.example.net", .mx, .noError, [], ["*.wild", "to.wild"], [.soa, .rrsig]),
    ("alias.example.net", .a, .noError, [.cname, .rrsig, .a, .a, .rrsig], [], []),
    ("to.wild.example.net", .a, .noError, [.cname, .rrsig, .a, .rrsig], ["*.wild"], []),
    ("x.tree.example.net", .a, .noError, [.dname, .rrsig, .cname], [], []),
    ("host.child.example.net", .a, .noError, [], [], [.ns, .ds, .rrsig]),
    ("host.plain.example.net", .a, .noError, [], ["plain"], [.ns]),
    ("plain.example.net", .ds, .noError, [], ["plain"], [.soa, .rrsig]),
    ("child.example.net", .ds, .noError, [.ds, .rrsig], [], []),
    // RFC 4035 section 2.3: at a delegation NSEC is the zone's own.
    ("child.example.net", .nsec, .noError, [.nsec, .rrsig], [], []),
  ]

  @Test(arguments: said)
  func `what is and what is not there is proved`(
    name: String, type: RecordType, code: ResponseCode, answer: [RecordType], denials: [String],
    authority: [RecordType]
  ) throws {
    let reply = try ask(name, type)

    #expect(reply.header.responseCode == code)
    #expect(reply.header.isAuthoritative == !authority.contains(.ns))
    #expect(reply.edns?.isDNSSECWanted == true)
    #expect(reply.answers.map(\.type) == answer)
    let nsec = reply.authorities.filter { $0.type == .nsec }
    #expect(nsec.map { $0.name.description(relativeTo: zone.origin) } == denials)
    let others = reply.authorities.filter { record in
      if case .rrsig(let signature) = record.data { return signature.typeCovered != .nsec }
      return record.type != .nsec
    }
    #expect(others.map(\.type) == authority)
    let signed = reply.authorities.filter { record in
      if case .rrsig(let signature) = record.data { return signature.typeCovered == .nsec }
      return false
    }
    #expect(signed.count == denials.count)
  }

  @Test func `a set and its signature come together or not at all`() throws {
    var zone = zone
    let name = try Name("big.example.net")
    for number in 1...26 as ClosedRange<UInt32> {
      try zone.insert(ResourceRecord(name: name, ttl: 1, data: .a(.init(rawValue: number))))
    }
    let signed = try zone.signed(by: key, Self.validity)
    func reply(wantsSignatures: Bool) throws -> Message {
      let edns = EDNS(payloadSize: 512, isDNSSECWanted: wantsSignatures)
      return try self.reply(
        to: Message.query(id: 1, Question(name: name, type: .a), edns: edns), from: signed)
    }

    let plain = try reply(wantsSignatures: false)
    #expect(!plain.header.isTruncated)
    #expect(plain.answers.count == 26)
    let cut = try reply(wantsSignatures: true)
    #expect(cut.header.isTruncated)
    #expect(cut.answers.isEmpty)
  }

  @Test func `a transfer carries all of it, and what comes of it proves the same`() throws {
    let copy = try Zone(origin: zone.origin, records: signed.records.shuffled())

    #expect(copy.records == signed.records || Set(copy.records) == Set(signed.records))
    #expect(copy.recordCount == signed.recordCount)
    #expect(signed.records.count == signed.recordCount)
    let text = try ZoneText.records(signed.text.utf8, origin: zone.origin)
    #expect(Set(text) == Set(signed.records))
    for (name, type, _, _, _, _) in Self.said {
      let question = Question(name: try Name(name), type: type)
      let (one, other) = (
        signed.answer(to: question, isDNSSECWanted: true),
        copy.answer(to: question, isDNSSECWanted: true)
      )
      #expect(one.authorities.map(\.name) == other.authorities.map(\.name))
    }
  }

  @Test func `only what has changed is signed anew`() throws {
    let key = try ZoneKey(.ecdsaP256, derivedFrom: [2])
    let first = try zone.signed(by: key, Self.validity)
    var changed = zone
    try changed.insert(
      ResourceRecord(name: try Name("new.example.net"), ttl: 300, data: .a(.init(rawValue: 1))))

    let second = try changed.signed(by: key, Self.validity, reusing: first)

    // No two ECDSA signatures are alike, so those that are have been taken over.
    let fresh = second.sets.filter { set in
      !set.signatures.isEmpty && first.set(set.name, set.type)?.signatures != set.signatures
    }
    #expect(
      fresh.map { "\($0.name) \($0.type)" }
        == ["deep.er.ent.example.net. NSEC", "new.example.net. A", "new.example.net. NSEC"])
    let later = SignatureValidity(inception: 1_001, expiration: 2_000)
    let third = try changed.signed(by: key, later, reusing: second)
    #expect(
      third.sets.allSatisfy { set in
        set.signatures.isEmpty || second.set(set.name, set.type)?.signatures != set.signatures
      })
  }

  @Test func `a change of a set takes its signature away`() throws {
    var zone = signed
    try zone.insert(
      ResourceRecord(name: try Name("www.example.net"), ttl: 300, data: .a(.init(rawValue: 9))))

    #expect(zone.set(try Name("www.example.net"), .a)?.signatures.isEmpty == true)
    #expect(zone.set(try Name("ns.example.net"), .a)?.signatures.count == 1)
  }

  @Test func `the same octets make the same key, others another`() throws {
    for algorithm in ZoneKey.Algorithm.allCases {
      let one = try ZoneKey(algorithm, derivedFrom: [1])
      #expect(try ZoneKey(algorithm, derivedFrom: [1]).record == one.record)
      #expect(try ZoneKey(algorithm, derivedFrom: [2]).record != one.record)
    }
    #expect(try zone.signed(by: key, Self.validity).records == signed.records)
  }

  private func ask(
    _ name: String, _ type: RecordType, wantsSignatures: Bool = true
  ) throws -> Message {
    try reply(
      to: Message.query(
        id: 1, Question(name: try Name(name), type: type),
        edns: EDNS(isDNSSECWanted: wantsSignatures)))
  }

  private func reply(to query: Message, from zone: Zone? = nil) throws -> Message {
    let outcome = Responder().respond(to: try query.encoded(), over: .udp) { _ in zone ?? signed }
    guard case .reply(let bytes) = outcome else { throw DNSWireError(.truncated, at: 0) }
    return try Message(decoding: bytes)
  }
}
