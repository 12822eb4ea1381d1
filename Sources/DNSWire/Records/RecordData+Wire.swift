/// Record data as octets (RFC 1035 section 3.3 and the document of each later type).
extension RecordData {
  /// Reads data that stands outside of a message, so without compression.
  ///
  /// - Throws: ``DNSWireError`` with the offset within the data.
  public init(type: RecordType, wire: some Sequence<UInt8>) throws(DNSWireError) {
    var reader = WireReader(Array(wire))
    try self.init(type: type, reader: &reader, allowsCompression: false)
  }

  /// Reads data up to the end of a reader.
  ///
  /// Names may be compressed in the types that RFC 3597 section 4 lists for those who receive; nowhere
  /// else.
  init(
    type: RecordType, reader: inout WireReader, allowsCompression: Bool = true
  ) throws(DNSWireError) {
    let start = reader.offset
    do {
      self = try Self.read(type, from: &reader, allowsCompression: allowsCompression)
    } catch {
      // An end that comes too early within data whose length is known is a fault of the data.
      guard error.kind == .truncated else { throw error }
      throw DNSWireError(.malformedData(type), at: start)
    }
    guard reader.remaining == 0 else { throw DNSWireError(.malformedData(type), at: reader.offset) }
  }

  private static func read(
    _ type: RecordType, from reader: inout WireReader, allowsCompression: Bool
  ) throws(DNSWireError) -> RecordData {
    switch type {
    case .a: .a(IPv4Address(rawValue: try reader.uint32()))
    case .aaaa: .aaaa(IPv6Address(high: try reader.uint64(), low: try reader.uint64()))
    case .ns: .ns(try reader.name(allowsCompression: allowsCompression))
    case .cname: .cname(try reader.name(allowsCompression: allowsCompression))
    case .ptr: .ptr(try reader.name(allowsCompression: allowsCompression))
    case .dname: .dname(try reader.name(allowsCompression: false))
    case .mx:
      .mx(
        preference: try reader.uint16(),
        exchange: try reader.name(allowsCompression: allowsCompression))
    case .txt: .txt(try strings(&reader))
    case .srv:
      .srv(
        priority: try reader.uint16(), weight: try reader.uint16(), port: try reader.uint16(),
        target: try reader.name(allowsCompression: allowsCompression))
    case .soa: .soa(try StartOfAuthority(&reader, allowsCompression: allowsCompression))
    case .caa: try certificationAuthority(&reader)
    case .tlsa:
      .tlsa(
        usage: try reader.uint8(), selector: try reader.uint8(), matching: try reader.uint8(),
        association: reader.rest())
    case .ds:
      .ds(
        keyTag: try reader.uint16(), algorithm: try reader.uint8(), digestType: try reader.uint8(),
        digest: reader.rest())
    case .dnskey:
      .dnskey(
        flags: try reader.uint16(), protocolNumber: try reader.uint8(),
        algorithm: try reader.uint8(), key: reader.rest())
    case .rrsig: .rrsig(try RecordSignature(&reader))
    case .nsec: try nextSecure(&reader)
    default:
      .unknown(type, allowsCompression ? try type.layout.read(&reader) : reader.rest())
    }
  }

  private static func strings(_ reader: inout WireReader) throws(DNSWireError) -> [CharacterString]
  {
    var strings = [try reader.characterString()]
    while reader.remaining > 0 { strings.append(try reader.characterString()) }
    return strings
  }

  private static func certificationAuthority(
    _ reader: inout WireReader
  ) throws(DNSWireError) -> RecordData {
    let flags = try reader.uint8()
    let tag = try reader.characterString()
    guard !tag.bytes.isEmpty else { throw DNSWireError(.malformedData(.caa), at: reader.offset) }
    return .caa(flags: flags, tag: tag, value: reader.rest())
  }

  private static func nextSecure(_ reader: inout WireReader) throws(DNSWireError) -> RecordData {
    let next = try reader.name(allowsCompression: false)
    let start = reader.offset
    guard let types = TypeBitmap(wire: reader.rest()[...]) else {
      throw DNSWireError(.malformedData(.nsec), at: start)
    }
    return .nsec(next: next, types: types)
  }

  /// The octets, without compression and with the case of letters kept.
  public var wire: [UInt8] {
    var writer = WireWriter(capacity: 64)
    write(to: &writer, compressing: false)
    return writer.bytes
  }

  /// Writes the data without its length; names are compressed in the types of RFC 1035 only.
  func write(to writer: inout WireWriter, compressing: Bool) {
    switch self {
    case .a(let address): writer.append(address.rawValue)
    case .aaaa(let address):
      writer.append(address.high)
      writer.append(address.low)
    case .ns(let name), .cname(let name), .ptr(let name):
      writer.append(name, compressing: compressing)
    case .dname(let name): writer.append(name)
    case .mx(let preference, let exchange):
      writer.append(preference)
      writer.append(exchange, compressing: compressing)
    case .txt(let strings):
      if strings.isEmpty { writer.append(UInt8(0)) }
      for string in strings { writer.append(string) }
    case .srv(let priority, let weight, let port, let target):
      for number in [priority, weight, port] { writer.append(number) }
      writer.append(target)
    case .soa(let soa): soa.write(to: &writer, compressing: compressing)
    case .caa(let flags, let tag, let value):
      writer.append(flags)
      writer.append(tag)
      writer.append(value)
    case .tlsa(let usage, let selector, let matching, let association):
      writer.append([usage, selector, matching] + association)
    case .ds(let keyTag, let algorithm, let digestType, let digest):
      writer.append(keyTag)
      writer.append([algorithm, digestType] + digest)
    case .dnskey(let flags, let protocolNumber, let algorithm, let key):
      writer.append(flags)
      writer.append([protocolNumber, algorithm] + key)
    case .rrsig(let signature): signature.write(to: &writer)
    case .nsec(let next, let types):
      writer.append(next)
      writer.append(types.wire)
    case .unknown(_, let octets): writer.append(octets)
    }
  }
}

extension StartOfAuthority {
  fileprivate init(_ reader: inout WireReader, allowsCompression: Bool) throws(DNSWireError) {
    self.init(
      primary: try reader.name(allowsCompression: allowsCompression),
      mailbox: try reader.name(allowsCompression: allowsCompression),
      serial: SerialNumber(try reader.uint32()), refresh: try reader.uint32(),
      retry: try reader.uint32(), expire: try reader.uint32(), minimum: try reader.uint32())
  }

  fileprivate func write(to writer: inout WireWriter, compressing: Bool) {
    writer.append(primary, compressing: compressing)
    writer.append(mailbox, compressing: compressing)
    writer.append(serial.rawValue)
    writer.append(refresh)
    writer.append(retry)
    writer.append(expire)
    writer.append(minimum)
  }
}

extension RecordSignature {
  fileprivate init(_ reader: inout WireReader) throws(DNSWireError) {
    self.init(
      typeCovered: RecordType(try reader.uint16()), algorithm: try reader.uint8(),
      labels: try reader.uint8(), originalTTL: try reader.uint32(),
      expiration: try reader.uint32(), inception: try reader.uint32(),
      keyTag: try reader.uint16(), signer: try reader.name(allowsCompression: false),
      signature: reader.rest())
  }

  fileprivate func write(to writer: inout WireWriter) {
    writer.append(typeCovered.rawValue)
    writer.append([algorithm, labels])
    writer.append(originalTTL)
    writer.append(expiration)
    writer.append(inception)
    writer.append(keyTag)
    writer.append(signer)
    writer.append(signature)
  }
}

extension WireWriter {
  fileprivate mutating func append(_ name: Name, compressing: Bool) {
    if compressing {
      appendCompressed(name)
    } else {
      append(name)
    }
  }
}
