internal import DNSWire

extension World {
  /// The zones above the customers'; `nil` in a world that was declared without.
  ///
  /// Throws when the store cannot be read.
  public func parentZones() throws -> ParentZones? {
    try store.change { try $0.settings().parent }
  }

  /// What a validating resolver of this world has to trust: the DS record of the root as a line of a
  /// zone file; `nil` where nobody signs the root.
  ///
  /// Throws when the store cannot be read.
  public func trustAnchor() throws -> String? {
    try store.change { try $0.trustAnchor()?.description }
  }

  /// What customers have delegated, by domain.
  ///
  /// Throws when the store cannot be read.
  public func delegations() throws -> [Delegation] {
    try store.change { try $0.delegations() }
  }

  /// Delegates a domain, as its owner asks a registrar to.
  ///
  /// The panel and the provisioner never do this (clause NS-20). A former delegation of the domain is
  /// replaced. A server below the domain without an address gets that of the namespace whose name server it is.
  ///
  /// - Returns: The delegation with these addresses.
  /// - Throws: ``DelegationError``.
  @discardableResult
  public func delegate(_ delegation: Delegation) throws -> Delegation {
    try store.change { try $0.delegate(delegation, at: clock.now) }
  }

  /// Takes a delegation back.
  ///
  /// - Returns: Whether there was one.
  /// - Throws: ``DelegationError`` when the world has no parent zones.
  @discardableResult
  public func undelegate(_ domain: String) throws -> Bool {
    try store.change { transaction in
      _ = try transaction.parentZones()
      let name = DomainName(formValue: domain)?.text ?? domain
      guard try mutants.contains(.keepsOldDelegations) || transaction.deleteDelegation(of: name)
      else { return false }
      try transaction.touchParents(at: clock.now)
      return true
    }
  }
}

extension Transaction {
  fileprivate func parentZones() throws -> ParentZones {
    guard let parent = try settings().parent else {
      throw DelegationError("parent", "", "is missing: the world declares no parent zones")
    }
    return parent
  }

  /// Checks and stores a delegation; throws ``DelegationError``.
  func delegate(_ wish: Delegation, at time: WorldTime) throws -> Delegation {
    let parent = try parentZones()
    guard let domain = DomainName(formValue: wish.domain)?.text else {
      throw DelegationError("name", wish.domain, "must be \(DomainName.formDescription)")
    }
    guard !parent.zones.contains(domain), parent.zone(above: domain) != nil else {
      throw DelegationError(
        "name", domain, "must be below a registry's zone: \(parent.zones.joined(separator: ", "))")
    }
    for other in try delegations().map(\.domain)
    where domain.hasSuffix(".\(other)") || other.hasSuffix(".\(domain)") {
      throw DelegationError(
        "name", domain, "must not be above or below \(other), which is delegated")
    }
    guard (1...Delegation.maximumServerCount).contains(wish.servers.count) else {
      throw DelegationError(
        "servers", "\(wish.servers.count)", "must be 1 to \(Delegation.maximumServerCount) servers")
    }
    var delegation = wish
    delegation.domain = domain
    delegation.servers = try wish.servers.map { try completed($0, of: domain) }
    delegation.signers = try wish.signers.map { try Self.signer($0) }
    try put(delegation)
    try touchParents(at: time)
    return delegation
  }

  /// Gives a server below the domain the address without which nobody finds it.
  private func completed(
    _ server: Delegation.Server, of domain: String
  ) throws -> Delegation.Server {
    var server = try Delegation.Server(server.description)
    guard server.address == nil, server.name.hasSuffix(".\(domain)") else { return server }
    server.address = try nameServerAddress(of: server.name)
    guard server.address != nil else {
      throw DelegationError(
        "servers", server.name,
        "needs its address, as \(server.name)/192.0.2.1: it is below the domain itself")
    }
    return server
  }

  /// The data of a DS record in its usual spelling.
  private static func signer(_ text: String) throws(DelegationError) -> String {
    guard !text.utf8.contains(UInt8(ascii: "\n")), text.utf8.count <= 1_024,
      let data = try? RecordData(type: .ds, text)
    else {
      throw DelegationError("ds", text, "must be key tag, algorithm, digest type and digest")
    }
    return "\(data)"
  }
}
