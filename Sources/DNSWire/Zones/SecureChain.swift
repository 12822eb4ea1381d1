/// The names of a zone that have NSEC records, in canonical order (RFC 4034 section 6.1).
struct SecureChain: Sendable {
  private struct Owner: Sendable {
    let key: [UInt8]
    let name: Name
  }

  private var owners: [Owner] = []

  /// Whether the zone denies nothing by NSEC: it is not signed.
  var isEmpty: Bool { owners.isEmpty }

  /// Adds a name; cheap at the end, where names that come in order go.
  mutating func insert(_ name: Name) {
    let key = name.sortKey
    let index = firstIndex(above: key)
    guard index == 0 || owners[index - 1].key != key else { return }
    owners.insert(Owner(key: key, name: name), at: index)
  }

  mutating func remove(_ name: Name) {
    let key = name.sortKey
    let index = firstIndex(above: key)
    guard index > 0, owners[index - 1].key == key else { return }
    owners.remove(at: index - 1)
  }

  /// The last name that is not behind this one: its NSEC record matches the name, or covers it.
  func last(upTo name: Name) -> Name? {
    let index = firstIndex(above: name.sortKey)
    return index > 0 ? owners[index - 1].name : owners.last?.name
  }

  private func firstIndex(above key: [UInt8]) -> Int {
    var (low, high) = (0, owners.count)
    if let last = owners.last, !key.lexicographicallyPrecedes(last.key) { return high }
    while low < high {
      let middle = (low + high) / 2
      if key.lexicographicallyPrecedes(owners[middle].key) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }
}
