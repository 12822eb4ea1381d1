/// Writes numbers, octets and names into one buffer, and compresses names.
///
/// Names are compared octet by octet, case included, so that a message that is read again holds
/// exactly the names that were written.
struct WireWriter {
  private(set) var bytes: [UInt8] = []
  /// Each place that a pointer can lead to, in the order of writing.
  private var targets: [Target] = []
  /// A hash table with open addressing over `targets`: index + 1, or 0 for a free slot; empty while
  /// there are so few that looking at each costs less.
  private var slots: [UInt16] = []

  private struct Target {
    let hash: UInt32
    let offset: UInt16
  }

  /// The first offset that does not fit in a compression pointer (RFC 1035 section 4.1.4).
  private static let pointerLimit = 0x4000
  /// As many names as most replies hold.
  private static let fewTargets = 16

  init(capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  var count: Int { bytes.count }

  mutating func append(_ value: UInt8) {
    bytes.append(value)
  }

  mutating func append(_ value: UInt16) {
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    bytes.append(UInt8(truncatingIfNeeded: value))
  }

  mutating func append(_ value: UInt32) {
    append(UInt16(truncatingIfNeeded: value >> 16))
    append(UInt16(truncatingIfNeeded: value))
  }

  mutating func append(_ value: UInt64) {
    append(UInt32(truncatingIfNeeded: value >> 32))
    append(UInt32(truncatingIfNeeded: value))
  }

  mutating func append(_ octets: some Collection<UInt8>) {
    bytes += octets
  }

  mutating func append(_ string: CharacterString) {
    bytes.append(UInt8(string.bytes.count))
    bytes += string.bytes
  }

  /// Overwrites two octets that were written before.
  mutating func set(_ value: UInt16, at offset: Int) {
    bytes[offset] = UInt8(truncatingIfNeeded: value >> 8)
    bytes[offset + 1] = UInt8(truncatingIfNeeded: value)
  }

  /// Takes back everything from an offset on.
  mutating func rollBack(to offset: Int) {
    bytes.removeLast(bytes.count - offset)
    guard let last = targets.last, Int(last.offset) >= offset else { return }
    while let last = targets.last, Int(last.offset) >= offset { targets.removeLast() }
    if !slots.isEmpty { rebuildSlots(slots.count) }
  }

  /// Writes a name without using or making pointers.
  mutating func append(_ name: Name) {
    bytes += name.wire
  }

  /// Writes a name, ending it with a pointer to the longest part that was written before.
  mutating func appendCompressed(_ name: Name) {
    let wire = name.wire
    var position = 0
    while wire[position] != 0 {
      let hash = Self.hash(wire, from: position)
      if let target = target(of: wire, from: position, hash: hash) {
        append(UInt16(0xC000) | target)
        return
      }
      if bytes.count < Self.pointerLimit { insert(Target(hash: hash, offset: UInt16(bytes.count))) }
      let next = position + 1 + Int(wire[position])
      bytes += wire[position..<next]
      position = next
    }
    bytes.append(0)
  }

  /// FNV-1a; an attacker gains nothing by collisions, for replies hold our own names and one of his.
  private static func hash(_ wire: [UInt8], from start: Int) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    var index = start
    while index < wire.count {
      hash = (hash ^ UInt32(wire[index])) &* 16_777_619
      index += 1
    }
    return hash
  }

  private func target(of wire: [UInt8], from start: Int, hash: UInt32) -> UInt16? {
    guard !slots.isEmpty else {
      for target in targets
      where target.hash == hash && isWritten(wire, from: start, at: Int(target.offset)) {
        return target.offset
      }
      return nil
    }
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let target = targets[Int(slots[slot]) - 1]
      if target.hash == hash, isWritten(wire, from: start, at: Int(target.offset)) {
        return target.offset
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Whether the name that stands at an offset is the end of `wire` from `start`.
  private func isWritten(_ wire: [UInt8], from start: Int, at offset: Int) -> Bool {
    var index = start
    var offset = offset
    while true {
      while bytes[offset] >= 0xC0 {
        offset = Int(bytes[offset] & 0x3F) << 8 | Int(bytes[offset + 1])
      }
      let length = Int(bytes[offset])
      guard wire[index] == bytes[offset] else { return false }
      guard length > 0 else { return true }
      for step in 1...length where wire[index + step] != bytes[offset + step] { return false }
      index += length + 1
      offset += length + 1
    }
  }

  private mutating func insert(_ target: Target) {
    if targets.isEmpty { targets.reserveCapacity(Self.fewTargets) }
    targets.append(target)
    if slots.isEmpty {
      if targets.count > Self.fewTargets { rebuildSlots(4 * Self.fewTargets) }
    } else if targets.count * 2 > slots.count {
      rebuildSlots(slots.count * 2)
    } else {
      fillSlot(forTargetAt: targets.count - 1)
    }
  }

  private mutating func rebuildSlots(_ count: Int) {
    slots = Array(repeating: 0, count: count)
    for index in targets.indices { fillSlot(forTargetAt: index) }
  }

  private mutating func fillSlot(forTargetAt index: Int) {
    var slot = Int(targets[index].hash) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt16(index + 1)
  }
}
