extension Transaction {
  /// Checks that the zones above can be served beside the namespaces that there are and those to come.
  ///
  /// - Throws: ``DelegationError``; `value/addressPool` for a pool that cannot be read.
  func checkParentZones(of settings: WorldSettings) throws {
    let pool = try settings.pool()
    guard let parent = settings.parent else { return }
    try parent.validate(beside: pool)
    for (field, address) in parent.addressFields {
      guard try owner(ofAddress: address) == nil else {
        throw DelegationError(field, address, "must not be the address of a namespace")
      }
    }
  }
}
