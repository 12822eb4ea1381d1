/// Zone files (RFC 1035 section 5): reading and writing.
public enum ZoneText {
  /// Reads the records of a zone file in their order.
  ///
  /// Known are `$ORIGIN` and `$TTL` (RFC 2308 section 4), comments, parentheses, quotes, relative
  /// names, `@`, a blank instead of the owner before, and `\# LENGTH HEX`. `$INCLUDE` is refused: a
  /// text never makes us read a file. TTLs are seconds. A record without a TTL takes that of `$TTL`,
  /// else the one before it, else the minimum of the SOA record that it is.
  ///
  /// - Parameters:
  ///   - text: The octets of the file; what it costs to read them grows with their number alone.
  ///   - origin: The origin up to the first `$ORIGIN`.
  /// - Returns: The records, with absolute names.
  /// - Throws: ``PresentationError`` with line and column.
  public static func records(
    _ text: some Sequence<UInt8>, origin: Name
  ) throws(PresentationError) -> [ResourceRecord] {
    var parser = ZoneParser(origin: origin)
    var lexer = ZoneLexer(Array(text))
    while let entry = try lexer.next() { try parser.read(entry) }
    return parser.records
  }

  /// Writes records one per line: owner, TTL, class, type and data, all names with their final dot.
  public static func text(_ records: some Sequence<ResourceRecord>) -> String {
    var text = ""
    for record in records { text += "\(record)\n" }
    return text
  }
}

extension ResourceRecord: CustomStringConvertible {
  /// The record as one line of a zone file.
  public var description: String { "\(name) \(ttl) \(recordClass) \(type) \(data)" }
}

/// What the entries read so far mean for the next one.
private struct ZoneParser {
  private(set) var records: [ResourceRecord] = []
  private var origin: Name
  private var owner: Name?
  private var defaultTTL: UInt32?
  private var lastTTL: UInt32?

  init(origin: Name) {
    self.origin = origin
  }

  mutating func read(_ entry: ZoneEntry) throws(PresentationError) {
    let first = entry.tokens[0]
    if !entry.startsWithBlank, !first.isQuoted, first.text.first == UInt8(ascii: "$") {
      try directive(first, entry.tokens.dropFirst())
    } else {
      try record(entry)
    }
  }

  private mutating func directive(
    _ keyword: ZoneToken, _ tokens: ArraySlice<ZoneToken>
  ) throws(PresentationError) {
    var fields = FieldReader(tokens, after: keyword, origin: origin)
    switch keyword.string.uppercased() {
    case "$ORIGIN": origin = try fields.name("origin")
    case "$TTL": defaultTTL = try ttl(try fields.token("TTL"))
    default:
      throw keyword.failure("\(keyword.shown) is not taken here; $ORIGIN and $TTL are")
    }
    try fields.finish()
  }

  private mutating func record(_ entry: ZoneEntry) throws(PresentationError) {
    var tokens = entry.tokens[...]
    var place = entry.tokens[0]
    if !entry.startsWithBlank, let token = tokens.popFirst() {
      owner = try Name(
        presentation: token.text, relativeTo: origin, line: token.line, column: token.column)
    }
    guard let owner else { throw place.failure("the first record must begin with its owner") }
    var ttl: UInt32?
    var recordClass: RecordClass?
    // TTL and class may come in either order, and both may be left out.
    while let token = tokens.first, !token.isQuoted {
      if ttl == nil, isDigit(token.text[0]) {
        ttl = try self.ttl(token)
      } else if recordClass == nil, let found = RecordClass(token.string), found != .any {
        recordClass = found
      } else {
        break
      }
      place = token
      tokens = tokens.dropFirst()
    }
    guard let keyword = tokens.popFirst() else { throw place.failure("a record type must follow") }
    guard let type = RecordType(keyword.string), !type.isMeta, !keyword.isQuoted else {
      throw keyword.failure("\(keyword.shown) is not a type that a zone can hold")
    }
    var fields = FieldReader(tokens, after: keyword, origin: origin)
    let data = try RecordData(type: type, &fields)
    guard let seconds = ttl ?? defaultTTL ?? lastTTL ?? minimum(of: data) else {
      throw keyword.failure("this record needs a TTL before its type, or $TTL above it")
    }
    lastTTL = seconds
    records.append(
      ResourceRecord(
        name: owner, recordClass: recordClass ?? .internet, ttl: seconds, data: data))
  }

  private func minimum(of data: RecordData) -> UInt32? {
    if case .soa(let soa) = data { soa.minimum } else { nil }
  }

  private func ttl(_ token: ZoneToken) throws(PresentationError) -> UInt32 {
    guard let seconds: UInt32 = decimal(token.text), seconds <= Int32.max else {
      throw token.failure("a TTL must be 0 to 2147483647 seconds, not \(token.shown)")
    }
    return seconds
  }
}
