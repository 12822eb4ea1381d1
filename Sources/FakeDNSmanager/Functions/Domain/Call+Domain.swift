extension Call {
  /// The domains that the account may see and touch (reference §4.3): a user his own, a reseller his
  /// and his users', an administrator all; the exact scope is assumed.
  func domainScope() throws -> DomainScope {
    if mutants.contains(.showsForeignDomains) { return .all }
    switch account.level {
    case .root, .admin: return settings.administratorSeesAll ? .all : .withoutReseller
    case .reseller:
      return try store.userCount(under: account) > 0 ? .family(account.id) : .own(account.id)
    case .user, .nobody: return .own(account.id)
    }
  }

  /// Returns the domain that a key means, or `nil` when it is not there or out of reach: nobody can
  /// find out which, which is assumed.
  func findDomain(_ key: String) throws -> Domain? {
    guard let name = DomainName(formValue: key) else { return nil }
    return try store.domain(
      named: name.text, in: domainScope(), preferring: account.namespaceID)
  }

  /// Returns the domain that a key means.
  ///
  /// - Throws: `missed/domain` (the vendor's plug-in throws exactly this, reference §2.4).
  func domain(_ key: String) throws -> Domain {
    guard let domain = try findDomain(key) else { throw PanelError.missed("domain", key) }
    return domain
  }

  /// Returns the master domain that a key means, whose records may be edited.
  ///
  /// - Throws: `missed/domain`; `access/domain` for a slave zone: that it cannot be edited is
  ///   documented (reference §4.6), the refusal is assumed.
  func editableDomain(_ key: String) throws -> Domain {
    let domain = try domain(key)
    guard domain.kind == .master || mutants.contains(.editsSlaves) else {
      throw PanelError.access("domain", value: domain.name)
    }
    return domain
  }
}
