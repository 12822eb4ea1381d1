/// Neighbouring IPv4 addresses of a pool: `127.53.0.0/16`, `127.53.0.1-127.53.0.9` or one address.
struct AddressRange: Sendable, Equatable {
  let bounds: ClosedRange<UInt32>

  /// Reads a range; of a network, the first and the last address are left out as hosts' habit is.
  init?(_ text: String) {
    if let slash = text.firstIndex(of: "/") {
      guard let base = Self.number(text[..<slash]),
        let bits = UInt32(text[text.index(after: slash)...]), (8...32).contains(bits)
      else { return nil }
      let size: UInt32 = bits == 32 ? 0 : (1 << (32 - bits)) - 1
      let first = base & ~size
      bounds = size > 1 ? (first + 1)...(first + size - 1) : first...(first + size)
    } else {
      let ends = text.split(separator: "-", omittingEmptySubsequences: false)
      guard ends.count <= 2, let first = ends.first.flatMap({ Self.number($0) }),
        let last = ends.last.flatMap({ Self.number($0) }), first <= last
      else { return nil }
      bounds = first...last
    }
  }

  /// The addresses in order, as text.
  var addresses: LazyMapSequence<ClosedRange<UInt32>, String> {
    bounds.lazy.map { number in
      "\(number >> 24).\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)"
    }
  }

  /// Whether the address lies in the range; anything that is not IPv4 does not.
  func contains(_ address: String) -> Bool {
    Self.number(address[...]).map { bounds.contains($0) } ?? false
  }

  private static func number(_ text: Substring) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard parts.count == 4 else { return nil }
    return parts.reduce(UInt32?(0)) { sum, part in
      guard let sum, let part else { return nil }
      return sum << 8 | UInt32(part)
    }
  }
}

extension WorldSettings {
  /// The pool as ranges, in order.
  ///
  /// - Throws: `value/addressPool` for an entry that is none.
  func pool() throws(PanelError) -> [AddressRange] {
    var ranges: [AddressRange] = []
    for text in addressPool {
      guard let range = AddressRange(text) else {
        throw .value(text, of: "addressPool", expected: "a.b.c.d/n, a.b.c.d-a.b.c.d or a.b.c.d")
      }
      ranges.append(range)
    }
    return ranges
  }
}
