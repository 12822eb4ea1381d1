/// Changing one name of a zone.
extension Zone {
  /// Gives a name these records in place of all that it has, as if the zone had been made with them.
  ///
  /// What cannot stand beside what came before it is left out. The SOA record is changed where one is
  /// given for the origin, and stays otherwise. Signatures of the name's sets are lost.
  public mutating func renew(_ name: Name, with records: some Sequence<ResourceRecord>) {
    for set in node(name)?.sets ?? [] { removeSet(name, set.type) }
    var hasAuthority = false
    for record in records where record.name == name {
      if record.type != .soa {
        _ = try? insert(record)
      } else if name == origin, !hasAuthority {
        hasAuthority = true
        try? replace(RRset(name: origin, ttl: record.ttl, record.data))
      }
    }
  }
}
