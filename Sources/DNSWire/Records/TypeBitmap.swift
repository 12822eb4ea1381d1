/// The set of types in an NSEC record (RFC 4034 section 4.1.2).
public struct TypeBitmap: Hashable, Sendable {
  /// The types in ascending order, each once.
  public let types: [RecordType]

  /// Creates a set of types.
  public init(_ types: some Sequence<RecordType>) {
    self.types = Set(types).sorted()
  }

  /// The windows as they stand on the wire.
  var wire: [UInt8] {
    var wire: [UInt8] = []
    var rest = types[...]
    while let window = rest.first.map({ $0.rawValue >> 8 }) {
      let members = rest.prefix { $0.rawValue >> 8 == window }
      rest = rest.dropFirst(members.count)
      var bits: [UInt8] = []
      for member in members {
        let low = Int(member.rawValue & 0xFF)
        while bits.count <= low / 8 { bits.append(0) }
        bits[low / 8] |= 0x80 >> UInt8(low % 8)
      }
      wire += [UInt8(window), UInt8(bits.count)] + bits
    }
    return wire
  }

  /// Reads windows, or gives `nil` for what RFC 4034 says must not be: windows out of order, empty,
  /// longer than 32 octets, or with zero octets at the end.
  init?(wire: ArraySlice<UInt8>) {
    var types: [RecordType] = []
    var rest = wire
    var previous = -1
    while let window = rest.popFirst() {
      guard Int(window) > previous, let count = rest.popFirst(), (1...32).contains(count),
        rest.count >= Int(count)
      else { return nil }
      let bits = rest.prefix(Int(count))
      guard bits.last != 0 else { return nil }
      for (index, octet) in bits.enumerated() {
        for bit in 0..<8 where octet & 0x80 >> UInt8(bit) != 0 {
          types.append(RecordType(UInt16(window) << 8 | UInt16(index * 8 + bit)))
        }
      }
      rest = rest.dropFirst(Int(count))
      previous = Int(window)
    }
    self.types = types
  }
}
