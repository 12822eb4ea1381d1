/// Where names stand in the data of a type that is kept as octets.
///
/// Only as far as a name may be compressed: such a name is good in its message alone, so that it has to
/// be written out when it comes (RFC 3597 section 4).
struct UnknownLayout {
  /// Octets before the first name.
  var octetCount = 0
  /// Character strings behind them.
  var stringCount = 0
  /// Names behind these; what follows has no names.
  var nameCount = 0

  /// Reads data up to the end of a reader, with its names written out.
  func read(_ reader: inout WireReader) throws(DNSWireError) -> [UInt8] {
    guard nameCount > 0 else { return reader.rest() }
    var writer = WireWriter(capacity: reader.remaining)
    writer.append(try reader.octets(octetCount))
    for _ in 0..<stringCount { writer.append(try reader.characterString()) }
    for _ in 0..<nameCount { writer.append(try reader.name()) }
    writer.append(reader.rest())
    return writer.bytes
  }
}

extension RecordType {
  /// The layout of a type that ``RecordData`` keeps as octets.
  var layout: UnknownLayout { Self.layouts[rawValue] ?? UnknownLayout() }

  private static let layouts: [UInt16: UnknownLayout] = [
    // MD, MF, MB, MG, MR and MINFO (RFC 1035 section 3.3).
    3: UnknownLayout(nameCount: 1), 4: UnknownLayout(nameCount: 1), 7: UnknownLayout(nameCount: 1),
    8: UnknownLayout(nameCount: 1), 9: UnknownLayout(nameCount: 1), 14: UnknownLayout(nameCount: 2),
    // RP, AFSDB and RT (RFC 1183).
    17: UnknownLayout(nameCount: 2), 18: UnknownLayout(octetCount: 2, nameCount: 1),
    21: UnknownLayout(octetCount: 2, nameCount: 1),
    // SIG and NXT (RFC 2535).
    24: UnknownLayout(octetCount: 18, nameCount: 1), 30: UnknownLayout(nameCount: 1),
    // PX (RFC 2163) and NAPTR (RFC 3403).
    26: UnknownLayout(octetCount: 2, nameCount: 2),
    35: UnknownLayout(octetCount: 4, stringCount: 3, nameCount: 1),
  ]
}
