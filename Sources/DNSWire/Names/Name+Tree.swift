/// Where a name stands in the tree of names.
extension Name {
  /// The name without its leftmost label, or `nil` for the root.
  public var parent: Name? { isRoot ? nil : suffix(labelCount - 1) }

  /// Whether the leftmost label is a lone asterisk (RFC 4592 section 2.1.1).
  public var isWildcard: Bool { wire[0] == 1 && wire[1] == 0x2A }

  /// The wildcard directly below this name, or `nil` when that would be longer than 255 octets.
  public var wildcardChild: Name? {
    wire.count + 2 <= Self.maximumByteCount ? Name(validWire: [1, 0x2A] + wire) : nil
  }

  /// Whether this name is `other` or below it.
  public func isSubdomain(of other: Name) -> Bool {
    guard labelCount >= other.labelCount else { return false }
    if labelCount == other.labelCount { return self == other }
    let start = offset(afterLabels: labelCount - other.labelCount)
    guard wire.count - start == other.wire.count else { return false }
    return canonicalWire[start...].elementsEqual(other.canonicalWire)
  }

  /// Puts one label to the left.
  ///
  /// - Throws: ``DNSWireError`` when the label has not 1 to 63 octets or the name becomes too long.
  public func prepending(label: [UInt8]) throws(DNSWireError) -> Name {
    try Name(labels: [label] + labels.map(Array.init))
  }

  /// The name with its last labels, `suffix`, replaced by `target`: the substitution of RFC 6672
  /// section 2.2.
  ///
  /// - Returns: `nil` when this name is not below `suffix`, or the result is longer than 255 octets.
  public func replacing(suffix: Name, with target: Name) -> Name? {
    guard labelCount > suffix.labelCount, isSubdomain(of: suffix) else { return nil }
    let kept = offset(afterLabels: labelCount - suffix.labelCount)
    guard kept + target.wire.count <= Self.maximumByteCount else { return nil }
    return Name(validWire: wire[..<kept] + target.wire)
  }
}
