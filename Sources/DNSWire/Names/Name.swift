/// A fully qualified domain name: at most 127 labels of 1 to 63 octets, 255 octets on the wire.
///
/// The case of letters is kept as it came, and ignored by `==`, hashing and ordering (RFC 4343).
/// A name holds its uncompressed wire form, so that writing it is one copy and comparing two is one
/// comparison of bytes.
public struct Name: Sendable {
  /// The longest wire form, with all length octets and the final zero (RFC 1035 section 2.3.4).
  public static let maximumByteCount = 255
  /// The longest label, in octets (RFC 1035 section 2.3.4).
  public static let maximumLabelByteCount = 63

  /// The root: no labels, one zero octet on the wire.
  public static let root = Name(validWire: [0])

  /// The uncompressed wire form: each label after its length, and a final zero octet.
  public let wire: [UInt8]
  /// ``wire`` in lower case; `nil` where that is the same.
  private let lowered: [UInt8]?
  /// The number of labels without the root's empty one; 2 for `example.com.`.
  public let labelCount: Int

  /// Creates a name from a wire form that is already known to be well formed.
  init(validWire wire: [UInt8]) {
    self.wire = wire
    var count = 0
    var offset = 0
    while wire[offset] != 0 {
      count += 1
      offset += Int(wire[offset]) + 1
    }
    labelCount = count
    // A length octet is at most 63 and so never looks like a letter: the whole form can be lowered.
    lowered = wire.contains(where: isUpperCase) ? wire.map(lowerCased) : nil
  }

  /// Creates the end of a name, from where so many labels begin.
  private init(endOf name: Name, from offset: Int, labelCount: Int) {
    wire = Array(name.wire[offset...])
    lowered = name.lowered.map { Array($0[offset...]) }
    self.labelCount = labelCount
  }

  /// The name of the last `count` labels; the whole name when it has no more than that.
  public func suffix(_ count: Int) -> Name {
    let count = max(count, 0)
    guard count < labelCount else { return self }
    return Name(endOf: self, from: offset(afterLabels: labelCount - count), labelCount: count)
  }

  /// Creates a name from its labels, the leftmost first, without the root's.
  ///
  /// - Throws: ``DNSWireError`` with the offset in the wire form when a label is empty or longer than
  ///   63 octets, or the whole is longer than 255.
  public init(labels: some Sequence<[UInt8]>) throws(DNSWireError) {
    var wire: [UInt8] = []
    for label in labels {
      guard (1...Self.maximumLabelByteCount).contains(label.count) else {
        throw DNSWireError(.labelLength(label.count), at: wire.count)
      }
      wire.append(UInt8(label.count))
      wire += label
    }
    wire.append(0)
    guard wire.count <= Self.maximumByteCount else {
      throw DNSWireError(.nameTooLong, at: Self.maximumByteCount)
    }
    self.init(validWire: wire)
  }

  /// The wire form with letters in lower case: the canonical form of RFC 4034 section 6.2.
  public var canonicalWire: [UInt8] { lowered ?? wire }

  /// Whether this is the root.
  public var isRoot: Bool { labelCount == 0 }

  /// The labels, leftmost first, without the root's.
  public var labels: [ArraySlice<UInt8>] {
    var labels: [ArraySlice<UInt8>] = []
    var offset = 0
    while wire[offset] != 0 {
      let end = offset + 1 + Int(wire[offset])
      labels.append(wire[offset + 1..<end])
      offset = end
    }
    return labels
  }

  /// Where the label that follows `count` labels starts in the wire form.
  func offset(afterLabels count: Int) -> Int {
    var offset = 0
    for _ in 0..<count {
      offset += Int(wire[offset]) + 1
    }
    return offset
  }
}

extension Name: Hashable {
  /// Whether both have the same labels, whatever the case of their letters.
  public static func == (one: Self, other: Self) -> Bool {
    one.canonicalWire == other.canonicalWire
  }

  /// Hashes the labels in lower case.
  public func hash(into hasher: inout Hasher) {
    canonicalWire.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

extension Name: Comparable {
  /// The canonical order of RFC 4034 section 6.1: by labels from the right, each as octets.
  public static func < (one: Self, other: Self) -> Bool {
    one.sortKey.lexicographicallyPrecedes(other.sortKey)
  }

  /// Octets whose plain order is the canonical order of names; keep them when sorting many.
  ///
  /// The labels from the right, each behind a zero octet. The octets 0 and 1 within a label become
  /// two octets that sort the same, so that nothing in a label looks like the end of one.
  var sortKey: [UInt8] {
    let canonical = canonicalWire
    var key: [UInt8] = []
    key.reserveCapacity(canonical.count)
    for label in labels.reversed() {
      key.append(0)
      for octet in canonical[label.startIndex..<label.endIndex] {
        if octet < 2 {
          key.append(1)
          key.append(octet + 1)
        } else {
          key.append(octet)
        }
      }
    }
    return key
  }
}

@inline(__always)
func isUpperCase(_ octet: UInt8) -> Bool { octet &- 0x41 < 26 }

@inline(__always)
func lowerCased(_ octet: UInt8) -> UInt8 { isUpperCase(octet) ? octet | 0x20 : octet }
