/// Neighbouring addresses of a pool: `127.53.0.0/16`, `127.53.0.1-127.53.0.9` or one address, and the
/// same of IPv6: `fd00::100/120`, `::1`.
struct AddressRange: Sendable, Equatable {
  let family: IPAddress.Family
  /// The addresses as numbers.
  let bounds: ClosedRange<UInt128>

  /// Reads a range; of a network, the first and the last address are left out as hosts' habit is.
  init?(_ text: String) {
    if let slash = text.firstIndex(of: "/") {
      guard let base = IPAddress(formValue: String(text[..<slash])),
        let bits = Int(text[text.index(after: slash)...]),
        base.family.prefixLengths.contains(bits)
      else { return nil }
      let size: UInt128 = (1 << UInt128(base.family.prefixLengths.upperBound - bits)) - 1
      let first = base.number & ~size
      family = base.family
      bounds = size > 1 ? (first + 1)...(first + size - 1) : first...(first + size)
    } else {
      let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        .map { IPAddress(formValue: String($0)) }
      guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil,
        first.family == last.family, first.number <= last.number
      else { return nil }
      family = first.family
      bounds = first.number...last.number
    }
  }

  /// The addresses in order, as text.
  var addresses: LazyMapSequence<ClosedRange<UInt128>, String> {
    bounds.lazy.map { [family] in IPAddress(family, number: $0).text }
  }

  /// Whether the address lies in the range; what is no address does not.
  func contains(_ text: String) -> Bool {
    guard let address = IPAddress(formValue: text) else { return false }
    return address.family == family && bounds.contains(address.number)
  }
}

extension IPAddress.Family {
  /// How long the prefix of a network may be, in bits.
  ///
  /// No longer than a pool can use: networks of up to 2^24 addresses, of IPv6 up to 2^32.
  fileprivate var prefixLengths: ClosedRange<Int> {
    switch self {
    case .v4: 8...32
    case .v6: 96...128
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
