extension Message {
  /// The largest message that TCP can carry: its length has 16 bits.
  public static let maximumByteCount = 65_535

  /// Puts the message into octets, with names compressed.
  ///
  /// RRsets that do not fit are left out whole, and all that follows them. TC is set when that
  /// happens in the answer or authority section (RFC 2181 section 9), and for additional records when
  /// they are required. The questions and the OPT record are always there, so a limit below their
  /// size is exceeded.
  ///
  /// - Parameters:
  ///   - limit: Octets, at most 65,535.
  ///   - requiresAdditionals: Whether a missing additional record sets TC, as for the glue of a
  ///     referral (RFC 9471).
  /// - Returns: The octets, without the length that TCP puts before them.
  /// - Throws: ``DNSWireError`` when data or a section is beyond what the format can count, or the
  ///   response code is above 15 without EDNS.
  public func encoded(
    limit: Int = maximumByteCount, requiresAdditionals: Bool = false
  ) throws(DNSWireError) -> [UInt8] {
    var encoder = MessageEncoder(
      header: header, limit: min(limit, Self.maximumByteCount), edns: edns)
    try encoder.append(questions)
    try encoder.append(RRset.grouping(answers), to: .answer)
    try encoder.append(RRset.grouping(authorities), to: .authority)
    try encoder.append(
      RRset.grouping(additionals), to: .additional, isRequired: requiresAdditionals)
    return try encoder.finish()
  }
}

/// Writes a message section by section, within a size.
struct MessageEncoder {
  enum Section: Int {
    case answer, authority, additional
  }

  private var header: Header
  private let edns: EDNS?
  /// Octets, without those of the OPT record.
  private let limit: Int
  private var writer: WireWriter
  private var counts = SIMD3<Int>.zero
  /// Whether something was left out, so that what follows has to go as well.
  private var isFull = false
  /// Whether something was left out that belongs there.
  var isTruncated: Bool { header.isTruncated }

  init(header: Header, limit: Int, edns: EDNS?) {
    self.header = header
    self.edns = edns
    self.limit = limit - (edns?.byteCount ?? 0)
    writer = WireWriter(capacity: min(limit, 2048))
    writer.append(header.id)
    for _ in 0..<5 { writer.append(UInt16(0)) }
  }

  mutating func append(_ questions: [Question]) throws(DNSWireError) {
    guard let count = UInt16(exactly: questions.count) else {
      throw DNSWireError(.tooLarge, at: Header.byteCount)
    }
    for question in questions {
      writer.appendCompressed(question.name)
      writer.append(question.type.rawValue)
      writer.append(question.recordClass.rawValue)
    }
    writer.set(count, at: 4)
  }

  /// Writes whole sets as long as they fit.
  mutating func append(
    _ sets: [RRset], to section: Section, isRequired: Bool = true
  ) throws(DNSWireError) {
    for set in sets {
      guard !isFull, try append(set, to: section) else {
        isFull = true
        if isRequired { header.isTruncated = true }
        return
      }
    }
  }

  /// Writes a set, to those who want them with its signatures, or nothing of it.
  ///
  /// - Returns: Whether it was written.
  private mutating func append(_ set: RRset, to section: Section) throws(DNSWireError) -> Bool {
    let start = writer.count
    let count = counts[section.rawValue]
    for data in set.data where try !append(data, of: set, to: section) {
      writer.rollBack(to: start)
      counts[section.rawValue] = count
      return false
    }
    guard edns?.isDNSSECWanted == true else { return true }
    for signature in set.signatures where try !append(.rrsig(signature), of: set, to: section) {
      writer.rollBack(to: start)
      counts[section.rawValue] = count
      return false
    }
    return true
  }

  /// Writes a member of a set, or nothing of it; gives whether it was written.
  private mutating func append(
    _ data: RecordData, of set: RRset, to section: Section
  ) throws(DNSWireError) -> Bool {
    try append(set.name, set.recordClass, set.ttl, data, to: section)
  }

  /// Writes a record, or nothing of it.
  ///
  /// - Returns: Whether it was written.
  mutating func append(
    _ record: ResourceRecord, to section: Section
  ) throws(DNSWireError) -> Bool {
    try append(record.name, record.recordClass, record.ttl, record.data, to: section)
  }

  private mutating func append(
    _ name: Name, _ recordClass: RecordClass, _ ttl: UInt32, _ data: RecordData,
    to section: Section
  ) throws(DNSWireError) -> Bool {
    let start = writer.count
    writer.appendCompressed(name)
    writer.append(data.type.rawValue)
    writer.append(recordClass.rawValue)
    writer.append(ttl)
    try append(data)
    guard writer.count <= limit, counts[section.rawValue] < 65_534 else {
      writer.rollBack(to: start)
      return false
    }
    counts[section.rawValue] += 1
    return true
  }

  private mutating func append(_ data: RecordData) throws(DNSWireError) {
    let start = writer.count
    writer.append(UInt16(0))
    data.write(to: &writer, compressing: true)
    guard let count = UInt16(exactly: writer.count - start - 2) else {
      throw DNSWireError(.tooLarge, at: start)
    }
    writer.set(count, at: start)
  }

  /// Writes the OPT record, the flags and the counts.
  consuming func finish() throws(DNSWireError) -> [UInt8] {
    if let edns {
      guard edns.byteCount - 11 <= 65_535 else { throw DNSWireError(.tooLarge, at: writer.count) }
      edns.write(to: &writer, code: header.responseCode)
      counts[2] += 1
    } else if header.responseCode.rawValue > 15 {
      throw DNSWireError(.codeNeedsEDNS(header.responseCode), at: 2)
    }
    writer.set(header.flags, at: 2)
    for index in counts.indices {
      guard let count = UInt16(exactly: counts[index]) else { throw DNSWireError(.tooLarge, at: 0) }
      writer.set(count, at: 6 + 2 * index)
    }
    return writer.bytes
  }
}
