internal import FakeDNSmanager

extension FakeSession {
  func delegate(
    _ domain: String, to servers: [String], signers: [String], on panel: String
  ) async throws {
    let world = try panels.panel(panel).world
    do {
      guard !servers.isEmpty else {
        try world.undelegate(domain)
        return
      }
      try world.delegate(
        Delegation(
          domain: domain, servers: try servers.map { try Delegation.Server($0) }, signers: signers))
    } catch let error as DelegationError {
      throw TargetError.world("\(domain) cannot be delegated: \(error)")
    }
  }

  func rootServer(of panel: String) async throws -> String {
    guard let parent = try panels.panel(panel).world.parentZones() else {
      throw TargetError.world("the world of the panel declares no 'parent' zones")
    }
    return parent.rootAddress
  }
}
