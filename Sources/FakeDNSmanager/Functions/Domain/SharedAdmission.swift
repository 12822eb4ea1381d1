/// Whether a new domain may stand below those that are there (reference §4.5).
extension Call {
  /// Lets a new domain stand below the next one above it, or says why not.
  ///
  /// Below a domain of one's own everything is allowed (assumed; reference §4.5 knows one level only).
  /// Another's may be built upon where it is shared, or where it belongs to who shares one above it;
  /// what somebody built below a shared domain is his own. The limit counts for everybody but the owner
  /// of what is shared, at any depth (assumed).
  ///
  /// - Throws: `access/domain`, `limit/shareddomain`.
  func admitBelowOthers(_ name: DomainName, in namespace: Namespace) throws {
    let ancestors = name.ancestors
    let above = try nearestDomain(among: ancestors[...], in: namespace)
    let sharing = try nearestSharing(among: ancestors, in: namespace)
    if let above, above.ownerID != account.id {
      guard let sharing, sharing.admits(above) else {
        throw PanelError.access("domain", value: above.name)
      }
    }
    guard let sharing, let limit = sharing.entry.domainLimit, sharing.ownerID != account.id,
      try store.domainCount(of: account, below: sharing.entry) >= limit
    else { return }
    throw PanelError.limit("shareddomain", String(limit))
  }

  /// The nearest entry for one of these names, nearest first, that holds.
  ///
  /// It holds where who made it owns the domain that it opens, or stands above its owner; as long as
  /// there is none it holds for himself and the accounts below him.
  private func nearestSharing(
    among names: [DomainName], in namespace: Namespace
  ) throws -> Sharing? {
    for index in names.indices {
      let entries = try store.sharedDomains(named: names[index].text, namespaceID: namespace.id)
      guard !entries.isEmpty else { continue }
      let opened = try nearestDomain(among: names[index...], in: namespace)
      let owner = try opened.flatMap { try store.account(id: $0.ownerID) }
      let entry = try entries.first { entry in
        guard let sharer = try store.account(id: entry.accountID) else { return false }
        return sharer.id == (owner ?? account).id || store.isAbove(sharer, owner ?? account)
      }
      if let entry { return Sharing(entry: entry, ownerID: owner?.id ?? entry.accountID) }
    }
    return nil
  }

  private func nearestDomain(
    among names: ArraySlice<DomainName>, in namespace: Namespace
  ) throws -> Domain? {
    for name in names {
      if let domain = try store.domain(named: name.text, namespaceID: namespace.id) {
        return domain
      }
    }
    return nil
  }
}

/// An entry that holds, with whose domain it opens.
private struct Sharing {
  let entry: SharedDomain
  /// The owner of the domain of that name or the next above; who made the entry where there is none.
  let ownerID: Int64

  /// Whether others may build upon a domain that stands at the entry's name, above or below it.
  func admits(_ domain: Domain) -> Bool {
    domain.name == entry.name || [ownerID, entry.accountID].contains(domain.ownerID)
  }
}
