extension Call {
  /// Brings the account's master zones to what a new zone of it would have.
  ///
  /// Name servers and mailbox are replaced, mail servers too where the zone has addresses; a name
  /// that the settings give an address gets the zone's own unless it has records. What else is in the
  /// zones stays. "Apply to existing" is documented (reference §3.6); how far it reaches is assumed.
  func applyZoneSettings(of account: Account) throws {
    for domain in try store.masterDomains(of: account) { try apply(account, to: domain) }
  }

  private func apply(_ account: Account, to domain: Domain) throws {
    guard let name = DomainName(domain.name),
      let namespace = try store.namespace(id: domain.namespaceID)
    else { return }
    var domain = domain
    domain.email = account.email.isEmpty ? domain.email : account.email
    let apex = try store.records(named: "\(domain.name).", of: domain)
    let addresses = apex.filter { $0.kind == .a || $0.kind == .aaaa }
      .compactMap { IPAddress(formValue: $0.value) }
    let wanted = NewZone(
      name: name, owner: account, namespace: namespace, source: .addresses(addresses),
      email: Mailbox(formValue: domain.email), template: settings.zoneTemplate
    ).records(of: domain)
    let missing = try wanted.filter { record in
      guard record.name != "\(domain.name)." else { return false }
      return try store.records(named: record.name, of: domain).isEmpty
    }
    let replaced: Set<Record.Kind> = addresses.isEmpty ? [.soa, .ns] : [.soa, .ns, .mx]
    for record in apex where replaced.contains(record.kind) {
      try store.delete(record, of: domain)
    }
    for record in wanted where replaced.contains(record.kind) {
      try store.insert(record, into: domain)
    }
    for record in missing { try store.insert(record, into: domain) }
    try store.touch(&domain, at: now)
  }
}
