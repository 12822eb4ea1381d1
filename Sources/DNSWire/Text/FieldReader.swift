/// Reads the fields of a record's data from tokens; every refusal names place, field and value.
struct FieldReader {
  private var tokens: ArraySlice<ZoneToken>
  private let origin: Name
  /// Where to point when a field is missing: the last token that is there.
  private let last: ZoneToken

  /// `owner` is the token before the data, so that there is always a place to point at.
  init(_ tokens: ArraySlice<ZoneToken>, after owner: ZoneToken, origin: Name) {
    self.tokens = tokens
    self.origin = origin
    last = tokens.last ?? owner
  }

  var isAtEnd: Bool { tokens.isEmpty }
  var first: ZoneToken? { tokens.first }

  /// Looks at the next token without taking it.
  func peek(_ field: String) throws(PresentationError) -> ZoneToken {
    guard let first = tokens.first else {
      throw last.failure("the \(field) is missing after this")
    }
    return first
  }

  mutating func token(_ field: String) throws(PresentationError) -> ZoneToken {
    defer { tokens = tokens.dropFirst() }
    return try peek(field)
  }

  /// Reads a decimal number that fits the type asked for.
  mutating func number<Number: FixedWidthInteger>(_ field: String) throws(PresentationError)
    -> Number
  {
    let token = try token(field)
    guard !token.isQuoted, let number: Number = decimal(token.text) else {
      throw token.failure(
        "the \(field) must be a number from 0 to \(Number.max), not \(token.shown)")
    }
    return number
  }

  mutating func name(_ field: String) throws(PresentationError) -> Name {
    let token = try token(field)
    return try Name(
      presentation: token.text, relativeTo: origin, line: token.line, column: token.column)
  }

  mutating func type(_ field: String) throws(PresentationError) -> RecordType {
    let token = try token(field)
    guard let type = RecordType(token.string) else {
      throw token.failure("the \(field) must be a record type, not \(token.shown)")
    }
    return type
  }

  mutating func ipv4() throws(PresentationError) -> IPv4Address {
    let token = try token("address")
    guard let address = IPv4Address(token.string) else {
      throw token.failure("the address must be an IPv4 address, not \(token.shown)")
    }
    return address
  }

  mutating func ipv6() throws(PresentationError) -> IPv6Address {
    let token = try token("address")
    guard let address = IPv6Address(token.string) else {
      throw token.failure("the address must be an IPv6 address, not \(token.shown)")
    }
    return address
  }

  /// Reads a word or quoted string as the octets that it stands for.
  mutating func octets(_ field: String) throws(PresentationError) -> [UInt8] {
    let token = try token(field)
    var octets: [UInt8] = []
    var index = 0
    while index < token.text.count {
      guard let (value, next) = unescapedOctet(in: token.text, at: index) else {
        throw token.failure("'\\' must be followed by a character or by 000 to 255")
      }
      octets.append(value)
      index = next
    }
    return octets
  }

  mutating func characterString(_ field: String) throws(PresentationError) -> CharacterString {
    let place = try peek(field)
    let octets = try octets(field)
    do {
      return try CharacterString(octets)
    } catch {
      throw place.failure("the \(field) has \(octets.count) octets; a string has at most 255")
    }
  }

  /// Reads all that is left as base 64, blanks between the parts allowed.
  mutating func base64(_ field: String) throws(PresentationError) -> [UInt8] {
    let place = first ?? last
    guard let bytes = BinaryText.bytes(base64: joinedRest()) else {
      throw place.failure("the \(field) must be in base 64")
    }
    return bytes
  }

  /// Reads all that is left as hexadecimal digits, blanks between the parts allowed.
  mutating func hex(_ field: String) throws(PresentationError) -> [UInt8] {
    let place = first ?? last
    guard let bytes = BinaryText.bytes(hex: joinedRest()) else {
      throw place.failure("the \(field) must be pairs of hexadecimal digits")
    }
    return bytes
  }

  private mutating func joinedRest() -> [UInt8] {
    defer { tokens = [] }
    return tokens.flatMap(\.text)
  }

  /// Refuses what is left.
  func finish() throws(PresentationError) {
    guard let extra = tokens.first else { return }
    throw extra.failure("nothing may follow the record's data, but \(extra.shown) does")
  }
}
