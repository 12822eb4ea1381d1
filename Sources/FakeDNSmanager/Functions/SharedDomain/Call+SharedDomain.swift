extension Call {
  /// - Throws: `missed/shareddomain` when the namespace shares no domain of that name.
  func sharedDomain(_ key: String, in namespace: Namespace) throws -> SharedDomain {
    guard let name = DomainName(formValue: key),
      let shared = try store.sharedDomain(named: name.text, namespaceID: namespace.id)
    else { throw PanelError.missed("shareddomain", key) }
    return shared
  }
}

extension Contract.Refusal {
  /// What an administrator meets who acts for nobody where the default namespace may not be used.
  static let noNamespace = refusal(
    .value, "namespace_id", when: "the account has no namespace", .assumed("reference §4.1"))
}
