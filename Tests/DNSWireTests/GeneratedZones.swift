import DNSPeers
import DNSWire

/// Zones made to be difficult, and questions about names in, under, beside and outside of them.
///
/// Left out is what the documents leave open, so that servers may differ: NS and DNAME at a wildcard
/// (RFC 4592 sections 4.2 and 4.4), and DNAME beside NS.
struct GeneratedZones {
  private(set) var zones: [Zone] = []
  private var generator: SeededGenerator

  /// Whether no names are made below a DNAME, which NSD refuses to load (RFC 6672 section 2.4).
  private let avoidsDataBelowDNAME: Bool

  init(seed: UInt64, count: Int, avoidsDataBelowDNAME: Bool = false) throws {
    self.avoidsDataBelowDNAME = avoidsDataBelowDNAME
    generator = SeededGenerator(seed: seed)
    for index in 0..<count {
      let origin = try Name(index % 5 == 4 ? "c.z\(index - 1).test" : "z\(index).test")
      zones.append(try zone(origin))
    }
  }

  private mutating func zone(_ origin: Name) throws -> Zone {
    let server = try Name("ns", relativeTo: origin)
    let soa = StartOfAuthority(
      primary: server, mailbox: server, serial: SerialNumber(1), refresh: 3600, retry: 600,
      expire: 86_400, minimum: generator.chance(50) ? 60 : 7_200)
    var zone = Zone(origin: origin, startOfAuthority: soa, ttl: 3_600)
    try zone.replace(RRset(name: origin, ttl: 300, .ns(server), .ns(try Name("ns.other.test"))))
    try zone.replace(RRset(name: server, ttl: 300, .a(IPv4Address(rawValue: 0x7F00_0001))))
    for _ in 0..<Int.random(in: 5...40, using: &generator) { try addRecord(to: &zone) }
    return zone
  }

  /// Adds a record, or none when the zone's rules do not allow what came up.
  private mutating func addRecord(to zone: inout Zone) throws {
    let owner = owner(in: zone.origin)
    let data = data(for: owner, in: zone)
    let isBesideCut = zone.set(owner, .dname) != nil || zone.set(owner, .ns) != nil
    let isCut = [.ns, .dname].contains(data.type)
    if isCut, owner.labels.contains(where: { $0.elementsEqual([0x2A]) }) { return }
    // DS belongs to the zone above, and BIND loads no zone that has it at its origin.
    if isCut || data.type == .ds, owner == zone.origin { return }
    if avoidsDataBelowDNAME, zone.hasDNAME(above: owner) { return }
    if avoidsDataBelowDNAME, data.type == .dname, zone.hasData(below: owner) { return }
    // NSD has the names of all zones in one tree, so that names of the zone below count as well.
    if avoidsDataBelowDNAME, owner.isSubdomain(of: try Name("c", relativeTo: zone.origin)),
      zones.count % 5 == 3
    {
      return
    }
    if isCut, isBesideCut, zone.set(owner, data.type) == nil { return }
    do {
      try zone.insert(ResourceRecord(name: owner, ttl: 300, data: data))
    } catch {
      return
    }
  }

  private mutating func label() -> String {
    ["a", "b", "c", "D", "e-e", "*", "_x", "a", "b", "c"].randomElement(using: &generator) ?? "a"
  }

  private mutating func owner(in origin: Name) -> Name {
    let depth = [0, 1, 1, 1, 2, 2, 3].randomElement(using: &generator) ?? 1
    let text = (0..<depth).map { _ in label() }.joined(separator: ".")
    return (try? Name(text.isEmpty ? "@" : text, relativeTo: origin)) ?? origin
  }

  private mutating func target(in zone: Zone) -> Name {
    if generator.chance(15), let other = zones.randomElement(using: &generator) {
      return owner(in: other.origin)
    }
    return generator.chance(5) ? .root : owner(in: zone.origin)
  }

  private mutating func data(for owner: Name, in zone: Zone) -> RecordData {
    switch Int.random(in: 0..<16, using: &generator) {
    case 0...2: .a(IPv4Address(rawValue: generator.number()))
    case 3: .aaaa(IPv6Address(high: generator.number(), low: generator.number()))
    case 4: .txt(CharacterString.splitting(generator.bytes(0...300)))
    case 5: .mx(preference: generator.number(), exchange: target(in: zone))
    case 6, 7, 8: .cname(target(in: zone))
    case 9: .ns(generator.chance(50) ? target(in: zone) : self.owner(in: owner))
    case 10: .dname(target(in: zone))
    case 11: .srv(priority: 1, weight: 2, port: 3, target: target(in: zone))
    case 12: .ds(keyTag: 1, algorithm: 8, digestType: 2, digest: Array(repeating: 7, count: 32))
    case 13: oddData()
    default: .unknown(RecordType(65_280), generator.bytes(0...9))
    }
  }

  /// Data of types that are kept as octets here and taken apart by others.
  private mutating func oddData() -> RecordData {
    let word = [UInt8(3)] + Array("abc".utf8)
    return switch Int.random(in: 0..<4, using: &generator) {
    case 0: .unknown(RecordType(13), word + word)
    case 1: .unknown(RecordType(35), joined([0, 1, 0, 2], word, word, [0], [0]))
    case 2: .unknown(RecordType(44), [4, 9] + generator.bytes(1...40))
    default: .unknown(RecordType(256), [0, 1, 0, 2] + Array("https://test/".utf8))
    }
  }

  /// A query: a question with or without EDNS, for small or large answers, in any spelling.
  mutating func query(id: UInt16) throws -> Message {
    var question = try question()
    if generator.chance(20) {
      question.name = try Name("\(question.name)".uppercased())
    }
    let isPlain = generator.chance(20)
    let sizes: [UInt16] = [512, 700, 1_232, 1_232, 4_096]
    let edns = EDNS(payloadSize: sizes.randomElement(using: &generator) ?? 1_232)
    return Message.query(id: id, question, edns: isPlain ? nil : edns)
  }

  /// Whether a query goes over TCP.
  mutating func isOverTCP() -> Bool { generator.chance(2) }

  /// A question; most are about names that exist, or nearly do.
  mutating func question() throws -> Question {
    let zone = zones.randomElement(using: &generator) ?? zones[0]
    var name = zone.records.randomElement(using: &generator)?.name ?? zone.origin
    switch Int.random(in: 0..<10, using: &generator) {
    case 0...2: break
    case 3, 4: name = (try? Name(label(), relativeTo: name)) ?? name
    case 5: name = name.parent ?? name
    case 6: name = (try? Name("x.y", relativeTo: name)) ?? name
    case 7: name = (try? Name(label(), relativeTo: name.parent ?? name)) ?? name
    default: name = owner(in: zone.origin)
    }
    let types: [RecordType] = [
      .a, .a, .a, .aaaa, .txt, .mx, .cname, .ns, .dname, .srv, .ds, .soa, .any, .caa,
      RecordType(65_280), .rrsig, .nsec, RecordType(13), RecordType(35), RecordType(44),
    ]
    return Question(name: name, type: types.randomElement(using: &generator) ?? .a)
  }
}

extension Zone {
  fileprivate func hasDNAME(above name: Name) -> Bool {
    (origin.labelCount..<name.labelCount).contains { set(name.suffix($0), .dname) != nil }
  }

  fileprivate func hasData(below name: Name) -> Bool {
    sets.contains { $0.name != name && $0.name.isSubdomain(of: name) }
  }
}
