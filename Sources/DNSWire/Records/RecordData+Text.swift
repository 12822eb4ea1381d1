/// Record data in presentation format (RFC 1035 section 5.1, RFC 3597 section 5).
extension RecordData {
  /// Reads data as a zone file has it behind the type.
  ///
  /// - Parameters:
  ///   - type: What the fields belong to.
  ///   - text: The fields; `\# LENGTH HEX` is taken for every type.
  ///   - origin: What is added to names without a final dot.
  /// - Throws: ``PresentationError`` with line and column in the text.
  public init(
    type: RecordType, _ text: String, relativeTo origin: Name = .root
  ) throws(PresentationError) {
    var lexer = ZoneLexer(Array(text.utf8))
    let start = ZoneToken(text: Array(text.utf8), isQuoted: false, line: 1, column: 1)
    let tokens = try lexer.next()?.tokens ?? []
    if let second = try lexer.next()?.tokens.first {
      throw second.failure("the data of a record is one line, or several within parentheses")
    }
    var fields = FieldReader(tokens[...], after: start, origin: origin)
    try self.init(type: type, &fields)
  }

  /// Reads data up to the last field.
  init(type: RecordType, _ fields: inout FieldReader) throws(PresentationError) {
    if let first = fields.first, !first.isQuoted, first.text == Array("\\#".utf8) {
      self = try Self.generic(type, &fields)
    } else {
      self = try Self.read(type, &fields)
    }
    try fields.finish()
  }

  private static func generic(
    _ type: RecordType, _ fields: inout FieldReader
  ) throws(PresentationError) -> RecordData {
    let marker = try fields.token("data")
    let count: UInt16 = try fields.number("length")
    let octets = try fields.hex("data")
    guard octets.count == Int(count) else {
      throw marker.failure("the length is \(count), but \(octets.count) octets follow")
    }
    do {
      return try RecordData(type: type, wire: octets)
    } catch {
      throw marker.failure("the octets are not the data of a \(type) record: \(error)")
    }
  }

  private static func read(
    _ type: RecordType, _ fields: inout FieldReader
  ) throws(PresentationError) -> RecordData {
    switch type {
    case .a: .a(try fields.ipv4())
    case .aaaa: .aaaa(try fields.ipv6())
    case .ns: .ns(try fields.name("name server"))
    case .cname: .cname(try fields.name("target"))
    case .dname: .dname(try fields.name("target"))
    case .ptr: .ptr(try fields.name("target"))
    case .mx:
      .mx(preference: try fields.number("preference"), exchange: try fields.name("mail server"))
    case .txt: .txt(try strings(&fields))
    case .srv:
      .srv(
        priority: try fields.number("priority"), weight: try fields.number("weight"),
        port: try fields.number("port"), target: try fields.name("target"))
    case .soa: .soa(try StartOfAuthority(&fields))
    case .caa: try certificationAuthority(&fields)
    case .tlsa:
      .tlsa(
        usage: try fields.number("usage"), selector: try fields.number("selector"),
        matching: try fields.number("matching type"), association: try fields.hex("association"))
    case .ds:
      .ds(
        keyTag: try fields.number("key tag"), algorithm: try fields.number("algorithm"),
        digestType: try fields.number("digest type"), digest: try fields.hex("digest"))
    case .dnskey:
      .dnskey(
        flags: try fields.number("flags"), protocolNumber: try fields.number("protocol"),
        algorithm: try fields.number("algorithm"), key: try fields.base64("key"))
    case .rrsig: .rrsig(try RecordSignature(&fields))
    case .nsec: .nsec(next: try fields.name("next name"), types: try types(&fields))
    default:
      throw try fields.token("data").failure(
        "the data of a \(type) record must be written as '\\# LENGTH HEX'")
    }
  }

  private static func strings(_ fields: inout FieldReader) throws(PresentationError)
    -> [CharacterString]
  {
    var strings = [try fields.characterString("text")]
    while !fields.isAtEnd { strings.append(try fields.characterString("text")) }
    return strings
  }

  private static func types(_ fields: inout FieldReader) throws(PresentationError) -> TypeBitmap {
    var types: [RecordType] = []
    while !fields.isAtEnd { types.append(try fields.type("type")) }
    return TypeBitmap(types)
  }

  private static func certificationAuthority(
    _ fields: inout FieldReader
  ) throws(PresentationError) -> RecordData {
    let flags: UInt8 = try fields.number("flags")
    let place = try fields.peek("tag")
    let tag = try fields.characterString("tag")
    guard !tag.bytes.isEmpty else { throw place.failure("the tag must not be empty") }
    return .caa(flags: flags, tag: tag, value: try fields.octets("value"))
  }
}

extension RecordData: CustomStringConvertible {
  /// The data as a zone file has it behind the type, on one line, names with their final dot.
  public var description: String {
    switch self {
    case .a(let address): "\(address)"
    case .aaaa(let address): "\(address)"
    case .ns(let name), .cname(let name), .dname(let name), .ptr(let name): "\(name)"
    case .mx(let preference, let exchange): "\(preference) \(exchange)"
    case .txt(let strings):
      strings.isEmpty ? "\"\"" : strings.map(\.description).joined(separator: " ")
    case .srv(let priority, let weight, let port, let target):
      "\(priority) \(weight) \(port) \(target)"
    case .soa(let soa): soa.description
    case .caa(let flags, let tag, let value):
      "\(flags) \(Self.word(tag)) \(Self.quoted(value))"
    case .tlsa(let usage, let selector, let matching, let association):
      "\(usage) \(selector) \(matching) \(BinaryText.hex(association))"
    case .ds(let keyTag, let algorithm, let digestType, let digest):
      "\(keyTag) \(algorithm) \(digestType) \(BinaryText.hex(digest))"
    case .dnskey(let flags, let protocolNumber, let algorithm, let key):
      "\(flags) \(protocolNumber) \(algorithm) \(BinaryText.base64(key))"
    case .rrsig(let signature): signature.description
    case .nsec(let next, let types):
      ([next.description] + types.types.map(\.description)).joined(separator: " ")
    case .unknown(_, let octets):
      octets.isEmpty ? "\\# 0" : "\\# \(octets.count) \(BinaryText.hex(octets))"
    }
  }

  /// A tag as RFC 8659 has it, letters and digits; one that is not is put between quotes.
  private static func word(_ tag: CharacterString) -> String {
    let isPlain = tag.bytes.allSatisfy { isDigit($0) || isUpperCase($0 & 0xDF) && $0 < 0x80 }
    return isPlain ? String(decoding: tag.bytes, as: UTF8.self) : tag.description
  }

  /// Octets between quotes; unlike a character string they may be more than 255.
  private static func quoted(_ octets: [UInt8]) -> String {
    var text = "\""
    for octet in octets { text.appendEscaped(octet, special: [0x22, 0x5C], printableFrom: 0x20) }
    return text + "\""
  }
}

extension StartOfAuthority: CustomStringConvertible {
  fileprivate init(_ fields: inout FieldReader) throws(PresentationError) {
    self.init(
      primary: try fields.name("primary name server"), mailbox: try fields.name("mailbox"),
      serial: SerialNumber(try fields.number("serial")), refresh: try fields.number("refresh"),
      retry: try fields.number("retry"), expire: try fields.number("expire"),
      minimum: try fields.number("minimum"))
  }

  /// The seven fields on one line.
  public var description: String {
    "\(primary) \(mailbox) \(serial) \(refresh) \(retry) \(expire) \(minimum)"
  }
}
