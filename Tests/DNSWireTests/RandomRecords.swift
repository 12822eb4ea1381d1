import DNSPeers
import DNSWire

/// Records of every kind with any content that the wire format can hold.
extension SeededGenerator {
  mutating func name() -> Name {
    var labels: [[UInt8]] = []
    var size = 1
    for _ in 0..<Int.random(in: 0...6, using: &self) {
      let label = chance(70) ? word() : bytes(1...(chance(10) ? 63 : 6))
      guard size + label.count + 1 <= 255 else { break }
      size += label.count + 1
      labels.append(label)
    }
    return (try? Name(labels: labels)) ?? .root
  }

  mutating func word() -> [UInt8] {
    (0..<Int.random(in: 1...5, using: &self)).map { _ in
      "abcABCxyz019-_".utf8.randomElement(using: &self) ?? 0x61
    }
  }

  mutating func number<Number: FixedWidthInteger>() -> Number {
    Number.random(in: .min ... .max, using: &self)
  }

  mutating func string(_ count: ClosedRange<Int>) throws -> CharacterString {
    try CharacterString(bytes(count))
  }

  mutating func data() throws -> RecordData {
    switch Int.random(in: 0..<17, using: &self) {
    case 0: .a(IPv4Address(rawValue: number()))
    case 1: .aaaa(IPv6Address(high: chance(50) ? 0 : number(), low: number()))
    case 2: .ns(name())
    case 3: .cname(name())
    case 4: .dname(name())
    case 5: .ptr(name())
    case 6: .mx(preference: number(), exchange: name())
    case 7:
      .txt(try (0..<Int.random(in: 1...3, using: &self)).map { _ in try string(0...255) })
    case 8: .srv(priority: number(), weight: number(), port: number(), target: name())
    case 9:
      .soa(
        StartOfAuthority(
          primary: name(), mailbox: name(), serial: SerialNumber(number()), refresh: number(),
          retry: number(), expire: number(), minimum: number()))
    case 10: .caa(flags: number(), tag: try string(1...20), value: bytes(0...300))
    case 11:
      .tlsa(usage: number(), selector: number(), matching: number(), association: bytes(0...64))
    case 12:
      .ds(keyTag: number(), algorithm: number(), digestType: number(), digest: bytes(0...48))
    case 13:
      .dnskey(flags: number(), protocolNumber: 3, algorithm: number(), key: bytes(0...100))
    case 14:
      .rrsig(
        RecordSignature(
          typeCovered: RecordType(number()), algorithm: number(), labels: number(),
          originalTTL: number(), expiration: number(), inception: number(), keyTag: number(),
          signer: name(), signature: bytes(0...100)))
    case 15:
      .nsec(
        next: name(),
        types: TypeBitmap(
          (0..<Int.random(in: 0...20, using: &self)).map { _ in
            RecordType(number())
          }))
    default: .unknown(RecordType(UInt16.random(in: 0xFF00...0xFFFE, using: &self)), bytes(0...40))
    }
  }

  mutating func record() throws -> ResourceRecord {
    ResourceRecord(
      name: name(), ttl: UInt32.random(in: 0...0x7FFF_FFFF, using: &self), data: try data())
  }

  mutating func message() throws -> Message {
    var header = Header(id: number(), isRecursionDesired: chance(50))
    header.isResponse = chance(50)
    header.isAuthoritative = chance(50)
    header.isTruncated = chance(20)
    header.isRecursionAvailable = chance(50)
    header.isAuthenticData = chance(50)
    header.isCheckingDisabled = chance(50)
    header.opcode = Opcode(number())
    let edns =
      chance(50)
      ? EDNS(
        payloadSize: number(), version: number(), isDNSSECWanted: chance(50),
        options: chance(30) ? [.init(code: number(), data: bytes(0...30))] : []) : nil
    header.responseCode = ResponseCode(edns == nil ? number() & 15 : number())
    return Message(
      header: header,
      questions: chance(90) ? [Question(name: name(), type: RecordType(number()))] : [],
      answers: try records(), authorities: try records(), additionals: try records(), edns: edns)
  }

  private mutating func records() throws -> [ResourceRecord] {
    try (0..<Int.random(in: 0...4, using: &self)).map { _ in try record() }
  }
}
