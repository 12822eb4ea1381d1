extension World {
  /// What the installation has chosen; throws SQLite's error.
  public var settings: WorldSettings {
    get throws { try store.change { try $0.settings() } }
  }

  /// Changes what the installation has chosen, from the next call on.
  ///
  /// Nothing is changed when `change` throws.
  ///
  /// - Throws: ``DelegationError`` for a pool that has an address of the zones above.
  public func changeSettings(_ change: (inout WorldSettings) throws -> Void) throws {
    try store.change { transaction in
      var settings = try transaction.settings()
      try change(&settings)
      try transaction.checkParentZones(of: settings)
      try transaction.update(settings)
    }
  }
}
