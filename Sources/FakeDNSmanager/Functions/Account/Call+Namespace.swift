extension Call {
  /// Returns the namespace of a new account, making it when it is to have one of its own.
  ///
  /// Who asks for nothing shares: a user his reseller's, an account of an administrator the default
  /// namespace, where the settings allow that, which is assumed (reference §4.1, §6). An administrator may name one that
  /// `namespace.edit` made and nobody uses yet.
  ///
  /// - Throws: `value/namespace` when there is nothing to share; `exists/namespace` for the name of
  ///   somebody else's; `limit/ip` when the pool is empty.
  func namespaceID(for login: Login, _ properties: AccountProperties) throws -> Int64 {
    let shared = account.level == .reseller ? account.namespaceID : nil
    if let shared, mutants.contains(.sharesNamespaces) { return shared }
    var name = properties.namespace
    if name == nil, let shared, mutants.contains(.splitsNamespaces) {
      name = try store.namespace(id: shared).flatMap {
        NamespaceName(formValue: "\(login.text).\($0.name)")
      }
    }
    return try namespaceID(name, sharing: shared, hasTwoAddresses: properties.hasTwoAddresses)
  }

  /// Moves an account to the namespace of that name, with the users that share its own.
  ///
  /// An account with domains stays, unless the settings let it go and no zone is there already.
  ///
  /// - Throws: `value/namespace` when it has domains; `exists/domain` for the first zone in the way.
  func move(_ account: Account, _ properties: AccountProperties) throws {
    guard let name = properties.namespace, let source = account.namespaceID,
      try store.namespace(id: source)?.name != name.text
    else { return }
    guard try settings.movesNamespaces || !store.hasDomains(account, inNamespace: source) else {
      throw PanelError.value(
        name.text, of: "namespace", expected: "the present one as long as there are domains")
    }
    let parent = try account.parentID.flatMap { try store.account(id: $0) }
    let target = try namespaceID(
      name, sharing: parent?.namespaceID, hasTwoAddresses: properties.hasTwoAddresses)
    if let zone = try store.firstZoneInTheWay(of: account, from: source, to: target) {
      throw PanelError.exists("domain", zone)
    }
    try store.move(account, from: source, to: target)
    try store.deleteNamespaceIfUnused(id: source, keeping: settings.defaultNamespace)
  }

  private func namespaceID(
    _ name: NamespaceName?, sharing shared: Int64?, hasTwoAddresses: Bool
  ) throws -> Int64 {
    let standard =
      settings.defaultNamespaceUsable ? try store.namespace(named: settings.defaultNamespace) : nil
    guard let name else {
      guard let id = shared ?? standard?.id else { throw PanelError.required("namespace") }
      return id
    }
    if let known = try store.namespace(named: name.text) {
      let isFree = try account.level >= .admin && !store.isInUse(known)
      let isOpen = known.id == shared || (shared == nil && known.id == standard?.id) || isFree
      guard isOpen else { throw PanelError.exists("namespace", name.text) }
      return known.id
    }
    return try store.makeNamespace(
      named: name.text, addressCount: hasTwoAddresses ? 2 : 1, pool: try settings.pool()
    ).id
  }
}
