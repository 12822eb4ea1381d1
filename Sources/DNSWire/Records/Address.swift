/// An IPv4 address.
public struct IPv4Address: Hashable, Sendable, CustomStringConvertible {
  /// The address as a number; the first octet is the highest.
  public let rawValue: UInt32

  /// Creates an address from its number.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Reads four decimal numbers between dots, without leading zeros.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var value: UInt32 = 0
    for part in parts {
      guard part.count == 1 || part.first != UInt8(ascii: "0"), let octet: UInt8 = decimal(part)
      else { return nil }
      value = value << 8 | UInt32(octet)
    }
    rawValue = value
  }

  /// Four decimal numbers between dots.
  public var description: String {
    "\(rawValue >> 24).\(rawValue >> 16 & 0xFF).\(rawValue >> 8 & 0xFF).\(rawValue & 0xFF)"
  }
}

/// An IPv6 address.
public struct IPv6Address: Hashable, Sendable, CustomStringConvertible {
  /// The first eight octets as a number.
  public let high: UInt64
  /// The last eight octets as a number.
  public let low: UInt64

  /// Creates an address from its halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads the text forms of RFC 4291 section 2.2: eight groups, `::` once, an IPv4 address at the
  /// end; no zone index.
  public init?(_ text: String) {
    let halves = Self.halves(of: text)
    guard (1...2).contains(halves.count),
      let head = Self.groups(halves[0], isEnd: halves.count == 1)
    else { return nil }
    var groups = head
    if halves.count == 2 {
      guard let tail = Self.groups(halves[1], isEnd: true), head.count + tail.count <= 7 else {
        return nil
      }
      groups += Array(repeating: 0, count: 8 - head.count - tail.count) + tail
    }
    guard groups.count == 8 else { return nil }
    high = groups[..<4].reduce(0) { $0 << 16 | UInt64($1) }
    low = groups[4...].reduce(0) { $0 << 16 | UInt64($1) }
  }

  /// The text around each `::`.
  private static func halves(of text: String) -> [Substring] {
    var halves: [Substring] = []
    var rest = text[...]
    while let colons = rest.indices.first(where: { rest[$0...].hasPrefix("::") }) {
      halves.append(rest[..<colons])
      rest = rest[colons...].dropFirst(2)
    }
    return halves + [rest]
  }

  private static func groups(_ text: Substring, isEnd: Bool) -> [UInt16]? {
    guard !text.isEmpty else { return [] }
    var groups: [UInt16] = []
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if isEnd, index == parts.count - 1, part.contains(".") {
        guard let address = IPv4Address(String(part)) else { return nil }
        groups += [UInt16(address.rawValue >> 16), UInt16(address.rawValue & 0xFFFF)]
      } else {
        guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy({ hexDigit($0) != nil }),
          let group = UInt16(part, radix: 16)
        else { return nil }
        groups.append(group)
      }
    }
    return groups
  }

  /// The recommended text form of RFC 5952: lower case, the longest run of zeros as `::`.
  public var description: String {
    let groups = [high, low].flatMap { half in
      stride(from: 48, through: 0, by: -16).map { UInt16(truncatingIfNeeded: half >> UInt64($0)) }
    }
    if high == 0, low >> 32 == 0xFFFF {
      return "::ffff:\(IPv4Address(rawValue: UInt32(truncatingIfNeeded: low)))"
    }
    let zeros = Self.longestZeros(in: groups)
    let text = { (part: ArraySlice<UInt16>) in
      part.map { String($0, radix: 16) }.joined(separator: ":")
    }
    guard let zeros else { return text(groups[...]) }
    return text(groups[..<zeros.lowerBound]) + "::" + text(groups[zeros.upperBound...])
  }

  /// The first of the longest runs of at least two zero groups.
  private static func longestZeros(in groups: [UInt16]) -> Range<Int>? {
    var longest: Range<Int>?
    var start = 0
    for index in 0...groups.count where index == groups.count || groups[index] != 0 {
      if index - start >= 2, index - start > longest?.count ?? 0 { longest = start..<index }
      start = index + 1
    }
    return longest
  }
}

/// The value of a hexadecimal digit in either case.
func hexDigit(_ octet: UInt8) -> UInt8? {
  switch octet {
  case 0x30...0x39: octet - 0x30
  case 0x41...0x46: octet - 0x37
  case 0x61...0x66: octet - 0x57
  default: nil
  }
}
