extension World {
  /// What the installation has chosen; throws SQLite's error.
  public var settings: WorldSettings {
    get throws { try store.change { try $0.settings() } }
  }

  /// Changes what the installation has chosen, from the next call on.
  ///
  /// A default namespace that accounts may live in is made where there is none. Nothing is changed when
  /// `change` throws.
  ///
  /// - Throws: ``DelegationError`` for a pool that has an address of the zones above; `limit/ip` when no
  ///   address is free for the default namespace.
  public func changeSettings(_ change: (inout WorldSettings) throws -> Void) throws {
    try store.change { transaction in
      var settings = try transaction.settings()
      try change(&settings)
      try transaction.checkParentZones(of: settings)
      try transaction.update(settings)
      try transaction.makeDefaultNamespace()
    }
  }
}

extension Transaction {
  /// Makes the default namespace where accounts may live in it and it is not there (reference §4.1).
  ///
  /// - Parameter free: The addresses to take its own from; `nil` looks for free ones in the pool.
  /// - Throws: `value/defaultNamespace` for a name that is none; `limit/ip` when no address is free.
  func makeDefaultNamespace(from free: AnyIterator<String>? = nil) throws {
    var settings = try settings()
    guard settings.defaultNamespaceUsable else { return }
    guard let name = NamespaceName(formValue: settings.defaultNamespace) else {
      throw PanelError.value(
        settings.defaultNamespace, of: "defaultNamespace", expected: NamespaceName.formDescription)
    }
    if settings.defaultNamespace != name.text {
      settings.defaultNamespace = name.text
      try update(settings)
    }
    guard try namespace(named: name.text) == nil else { return }
    _ = try makeNamespace(
      named: name.text, addressCount: 1, from: try free ?? freeAddresses(of: settings.pool()))
  }
}
