/// Whether a new domain may be made, and where.
extension Call {
  /// Returns the namespace of a new domain: the account's, or the one that an administrator names.
  ///
  /// - Throws: `missed/namespace` for a number that is none; `value/namespace_id` for an account
  ///   without a namespace where the default one may not be used (both assumed; reference §3.1, §4.1).
  func namespaceForDomain(wanted id: Int?) throws -> Namespace {
    let isAdministrator = chain.contains { $0.level >= .admin }
    if let id, isAdministrator {
      guard let namespace = try store.namespace(id: Int64(id)) else {
        throw PanelError.missed("namespace", String(id))
      }
      return namespace
    }
    if let own = try account.namespaceID.flatMap({ try store.namespace(id: $0) }) { return own }
    guard settings.defaultNamespaceUsable,
      let shared = try store.namespace(named: settings.defaultNamespace)
    else { throw PanelError.required("namespace_id") }
    return shared
  }

  /// Lets a new domain pass or says why not; the order of the reasons is assumed.
  ///
  /// - Throws: `value/name` for a restricted name, `exists/domain` within the namespace,
  ///   `access/domain` below another user's domain that is not shared, `limit/shareddomain`,
  ///   `limit/domainlimit`.
  func admitDomain(_ name: DomainName, to namespace: Namespace) throws {
    guard !settings.restrictedNames.contains(where: { DomainName(formValue: $0) == name }) else {
      throw PanelError.value(name.text, of: "name", expected: "a name that is not restricted")
    }
    guard try store.domain(named: name.text, namespaceID: namespace.id) == nil else {
      throw PanelError.exists("domain", name.text)
    }
    try admitBelowOthers(name, in: namespace)
    try store.checkDomainLimits(of: account, adding: 1)
  }
}

extension Transaction {
  /// Checks the account's own limit and its reseller's, which his users' domains count against too.
  ///
  /// - Parameters:
  ///   - account: Who has the domains.
  ///   - more: How many are about to be made.
  ///   - giver: Whose they were: what counts against his limits already is not more than before.
  /// - Throws: `limit/domainlimit`.
  func checkDomainLimits(of account: Account, adding more: Int, takenFrom giver: Account? = nil)
    throws
  {
    let reseller = try account.parentID.flatMap { try self.account(id: $0) }
    for holder in [account, reseller].compactMap({ $0 })
    where holder.id != giver?.id && holder.id != giver?.parentID {
      guard let limit = holder.domainLimit else { continue }
      let count = try domainCount(of: holder, withUsers: holder.level == .reseller)
      guard count + more <= limit else { throw PanelError.limit("domainlimit", String(limit)) }
    }
  }
}
