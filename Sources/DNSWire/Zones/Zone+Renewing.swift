/// Changing one name of a zone.
extension Zone {
  /// Gives a name these records in place of all that it has, as if the zone had been made with them.
  ///
  /// What cannot stand beside what came before it is left out. The SOA record is changed where one is
  /// given for the origin, and stays otherwise. Signatures of the name's sets are lost.
  public mutating func renew(_ name: Name, with records: some Sequence<ResourceRecord>) {
    for set in node(name)?.sets ?? [] { removeSet(name, set.type) }
    var hasAuthority = false
    for record in records where record.name == name && record.type == .soa {
      if name == origin, !hasAuthority {
        hasAuthority = true
        try? replace(RRset(name: origin, ttl: record.ttl, record.data))
      }
    }
    insertFitting(records.filter { $0.name == name && $0.type != .soa })
  }

  /// Adds records as ``insert(_:)`` does one after the other, and leaves out what cannot be in the zone.
  ///
  /// Records of one name and type that follow each other are added together: one by one each would
  /// cost as much as there are before it.
  public mutating func insertFitting(_ records: some Sequence<ResourceRecord>) {
    var rest = Array(records)[...]
    while let first = rest.first {
      let run = rest.prefix {
        $0.name == first.name && $0.type == first.type && $0.recordClass == first.recordClass
      }
      rest = rest[run.endIndex...]
      if first.type == .rrsig || set(first.name, first.type) != nil || !insert(newSet: run) {
        for record in run { _ = try? insert(record) }
      }
    }
  }

  /// Adds records of a name and type that the zone does not have; gives whether they can be in it.
  private mutating func insert(newSet run: ArraySlice<ResourceRecord>) -> Bool {
    guard let first = run.first else { return true }
    return (try? replace(RRset(first, run.dropFirst()))) != nil
  }
}
