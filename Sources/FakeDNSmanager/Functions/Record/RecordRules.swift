/// What records of one zone demand of each other.
extension Transaction {
  /// Assumed: the last NS record of a zone cannot go (reference §4.7: "refuse or ignore").
  private static let keepsLastNameServer = true

  /// Lets a record go or says why not.
  ///
  /// - Throws: `value/elid` for the SOA record and for the zone's last NS record.
  func checkIsDispensable(_ record: Record, of domain: Domain) throws {
    if record.kind == .soa {
      throw PanelError.value(record.rkey, of: "elid", expected: "a record other than the SOA")
    }
    let apex = "\(domain.name)."
    guard Self.keepsLastNameServer, record.kind == .ns, record.name == apex else { return }
    let servers = try records(named: apex, of: domain).filter { $0.kind == .ns }
    guard servers.count > 1 else {
      throw PanelError.value(record.rkey, of: "elid", expected: "not the domain's last name server")
    }
  }

  /// Lets a record in, new or in the place of an old one, or says why not.
  ///
  /// - Throws: `exists/record` for a record that is there (its text is compared by a client, reference
  ///   §4.7); `value/name` where a CNAME would not stand alone (RFC 1034, section 3.6.2) or a second
  ///   DNAME at its name (RFC 6672, section 2.4); both assumed to be this refusal.
  func checkFits(_ record: Record, over old: Record?, in domain: Domain) throws {
    let others = try records(named: record.name, of: domain).filter { $0 != old }
    guard !others.contains(where: { $0.hasKey(of: record) }) else {
      throw PanelError.exists("record", record.rkey)
    }
    guard !others.contains(where: { $0.kind == .cname }), record.kind != .cname || others.isEmpty
    else {
      throw PanelError.value(
        record.name, of: "name", expected: "a name that no CNAME record shares with others")
    }
    guard record.kind != .dname || !others.contains(where: { $0.kind == .dname }) else {
      throw PanelError.value(record.name, of: "name", expected: "a name without a DNAME record")
    }
  }
}
