/// At most 255 octets behind a length octet (RFC 1035 section 3.3).
public struct CharacterString: Hashable, Sendable {
  /// The octets, without the length.
  public let bytes: [UInt8]

  /// Creates a string from octets.
  ///
  /// - Throws: ``DNSWireError`` when there are more than 255.
  public init(_ bytes: some Sequence<UInt8>) throws(DNSWireError) {
    let bytes = Array(bytes)
    guard bytes.count <= 255 else {
      throw DNSWireError(.characterStringTooLong(bytes.count), at: 0)
    }
    self.bytes = bytes
  }

  private init(validBytes: [UInt8]) {
    bytes = validBytes
  }

  /// Cuts octets into as many strings as they need, and at least one; a client joins them again.
  public static func splitting(_ bytes: some Collection<UInt8>) -> [CharacterString] {
    let bytes = Array(bytes)
    guard bytes.count > 255 else { return [Self(validBytes: bytes)] }
    return stride(from: 0, to: bytes.count, by: 255).map {
      Self(validBytes: Array(bytes[$0..<min($0 + 255, bytes.count)]))
    }
  }
}

extension CharacterString: CustomStringConvertible {
  /// The string between quotes, as a zone file has it.
  public var description: String {
    var text = "\""
    for octet in bytes { text.appendEscaped(octet, special: [0x22, 0x5C], printableFrom: 0x20) }
    return text + "\""
  }
}
