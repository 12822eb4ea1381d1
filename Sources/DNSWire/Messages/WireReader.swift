/// Reads numbers, octets and names from a message, never beyond its end.
struct WireReader {
  /// The whole message: compression pointers count from its start.
  let bytes: [UInt8]
  /// Where the next read starts.
  private(set) var offset: Int
  /// Where reading ends: the end of the message, or of the record data that is being read.
  private(set) var end: Int

  init(_ bytes: [UInt8], from offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
    end = bytes.count
  }

  var remaining: Int { end - offset }

  /// A reader of the next `count` octets, which this one skips.
  mutating func part(_ count: Int) throws(DNSWireError) -> WireReader {
    guard count <= remaining else { throw DNSWireError(.truncated, at: end) }
    var part = self
    part.end = offset + count
    offset += count
    return part
  }

  mutating func uint8() throws(DNSWireError) -> UInt8 {
    guard offset < end else { throw DNSWireError(.truncated, at: end) }
    defer { offset += 1 }
    return bytes[offset]
  }

  mutating func uint16() throws(DNSWireError) -> UInt16 {
    guard remaining >= 2 else { throw DNSWireError(.truncated, at: end) }
    defer { offset += 2 }
    return UInt16(bytes[offset]) << 8 | UInt16(bytes[offset + 1])
  }

  mutating func uint32() throws(DNSWireError) -> UInt32 {
    let high = try uint16()
    return UInt32(high) << 16 | UInt32(try uint16())
  }

  mutating func uint64() throws(DNSWireError) -> UInt64 {
    let high = try uint32()
    return UInt64(high) << 32 | UInt64(try uint32())
  }

  mutating func octets(_ count: Int) throws(DNSWireError) -> [UInt8] {
    guard count <= remaining else { throw DNSWireError(.truncated, at: end) }
    defer { offset += count }
    return Array(bytes[offset..<offset + count])
  }

  /// All octets up to the end.
  mutating func rest() -> [UInt8] {
    defer { offset = end }
    return Array(bytes[offset..<end])
  }

  mutating func characterString() throws(DNSWireError) -> CharacterString {
    let count = try uint8()
    return try CharacterString(try octets(Int(count)))
  }

  /// Where a name ends that has no pointer and nothing wrong in it: it is its own wire form.
  private var endOfPlainName: Int? {
    var position = offset
    let limit = min(end, offset + Name.maximumByteCount)
    while position < limit {
      let length = bytes[position]
      guard length > 0 else { return position + 1 }
      guard length <= Name.maximumLabelByteCount else { return nil }
      position += Int(length) + 1
    }
    return nil
  }

  /// Reads a name, following compression pointers.
  ///
  /// Each pointer must point before the run of labels that it ends, so runs only ever move towards
  /// the start and reading ends; and the name may not grow beyond 255 octets.
  mutating func name(allowsCompression: Bool = true) throws(DNSWireError) -> Name {
    if let next = endOfPlainName {
      defer { offset = next }
      return Name(validWire: Array(bytes[offset..<next]))
    }
    var wire: [UInt8] = []
    var position = offset
    var limit = end
    var runStart = offset
    var next: Int?
    while true {
      guard position < limit else { throw DNSWireError(.truncated, at: limit) }
      let octet = bytes[position]
      if octet == 0 {
        offset = next ?? position + 1
        wire.append(0)
        return Name(validWire: wire)
      }
      switch octet >> 6 {
      case 0:
        let stop = position + 1 + Int(octet)
        guard stop <= limit else { throw DNSWireError(.truncated, at: limit) }
        guard wire.count + Int(octet) + 2 <= Name.maximumByteCount else {
          throw DNSWireError(.nameTooLong, at: position)
        }
        wire += bytes[position..<stop]
        position = stop
      case 3:
        guard allowsCompression else { throw DNSWireError(.compressedData, at: position) }
        guard position + 1 < limit else { throw DNSWireError(.truncated, at: limit) }
        let target = Int(octet & 0x3F) << 8 | Int(bytes[position + 1])
        guard target < runStart else {
          throw DNSWireError(.pointerNotBackward(to: target), at: position)
        }
        next = next ?? position + 2
        // What a pointer leads to was written before, and is not part of what is read now.
        limit = runStart
        position = target
        runStart = target
      default:
        throw DNSWireError(.labelKind(octet), at: position)
      }
    }
  }
}
