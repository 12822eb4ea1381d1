extension Call {
  /// The shared domains of that name which the caller may see and touch: his own first; an
  /// administrator's are all of the namespace, which is assumed as for domains (reference §4.3).
  func sharedDomains(_ name: DomainName, in namespace: Namespace) throws -> [SharedDomain] {
    let all = try store.sharedDomains(named: name.text, namespaceID: namespace.id)
    let own = all.filter { $0.accountID == account.id }
    return account.level >= .admin ? own + all.filter { $0.accountID != account.id } : own
  }

  /// - Throws: `missed/shareddomain` when none of that name is in the caller's reach.
  func sharedDomain(_ key: String, in namespace: Namespace) throws -> SharedDomain {
    guard let name = DomainName(formValue: key),
      let shared = try sharedDomains(name, in: namespace).first
    else { throw PanelError.missed("shareddomain", key) }
    return shared
  }
}

extension Contract.Refusal {
  /// What an administrator meets who acts for nobody where the default namespace may not be used.
  static let noNamespace = refusal(
    .value, "namespace_id", when: "the account has no namespace", .assumed("reference §4.1"))
}
