extension Message {
  /// Reads a message.
  ///
  /// What it costs is bounded by the octets that are there, not by the counts that they claim; reading
  /// stops at the first fault.
  ///
  /// - Throws: ``DNSWireError`` with the offset in the message.
  public init(decoding bytes: some Sequence<UInt8>) throws(DNSWireError) {
    var reader = WireReader(Array(bytes))
    header = try Header(&reader)
    let counts = (
      try reader.uint16(), try reader.uint16(), try reader.uint16(), try reader.uint16()
    )
    questions = []
    for _ in 0..<counts.0 { questions.append(try Question(&reader)) }
    answers = try Self.records(counts.1, from: &reader)
    authorities = try Self.records(counts.2, from: &reader)
    additionals = []
    for _ in 0..<counts.3 {
      switch try ReadRecord(&reader) {
      case .record(let record): additionals.append(record)
      case .edns(let found, let extendedCode, let offset):
        guard edns == nil else { throw DNSWireError(.misplacedOPT, at: offset) }
        edns = found
        header.responseCode = ResponseCode(header.responseCode.rawValue | extendedCode)
      }
    }
    guard reader.remaining == 0 else {
      throw DNSWireError(.trailingBytes(reader.remaining), at: reader.offset)
    }
  }

  private static func records(
    _ count: UInt16, from reader: inout WireReader
  ) throws(DNSWireError) -> [ResourceRecord] {
    var records: [ResourceRecord] = []
    for _ in 0..<count {
      switch try ReadRecord(&reader) {
      case .record(let record): records.append(record)
      case .edns(_, _, let offset): throw DNSWireError(.misplacedOPT, at: offset)
      }
    }
    return records
  }
}

extension Question {
  fileprivate init(_ reader: inout WireReader) throws(DNSWireError) {
    name = try reader.name()
    type = RecordType(try reader.uint16())
    recordClass = RecordClass(try reader.uint16())
  }
}

/// A record, or the OPT record, whose fields mean something else.
private enum ReadRecord {
  case record(ResourceRecord)
  case edns(EDNS, extendedCode: UInt16, offset: Int)

  init(_ reader: inout WireReader) throws(DNSWireError) {
    let offset = reader.offset
    let name = try reader.name()
    let type = RecordType(try reader.uint16())
    guard type != .opt else {
      guard name.isRoot else { throw DNSWireError(.misplacedOPT, at: offset) }
      var extendedCode: UInt16 = 0
      let edns = try EDNS(&reader, extendedCode: &extendedCode)
      self = .edns(edns, extendedCode: extendedCode, offset: offset)
      return
    }
    let recordClass = RecordClass(try reader.uint16())
    let ttl = Self.seconds(try reader.uint32())
    var data = try reader.part(Int(try reader.uint16()))
    self = .record(
      ResourceRecord(
        name: name, recordClass: recordClass, ttl: ttl,
        data: try Self.data(type, recordClass, &data)))
  }

  /// A TTL as it counts: with the highest bit set it is 0 (RFC 2181 section 8).
  private static func seconds(_ ttl: UInt32) -> UInt32 { ttl > Int32.max ? 0 : ttl }

  /// In UPDATE messages (RFC 2136 section 2.4) classes ANY and NONE come with empty data, which is
  /// no data of the type.
  private static func data(
    _ type: RecordType, _ recordClass: RecordClass, _ reader: inout WireReader
  ) throws(DNSWireError) -> RecordData {
    if reader.remaining == 0, recordClass == .any || recordClass == .none {
      return .unknown(type, [])
    }
    return try RecordData(type: type, reader: &reader)
  }
}
