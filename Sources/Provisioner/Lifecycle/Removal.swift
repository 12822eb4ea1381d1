/// Takes the user of a service away, and never zones with him unless the policy says so.
struct Removal {
  let billing: Provisioner
  let service: Service
  let integration: Integration
  let policy: Provisioner.ZonesPolicy

  init(
    billing: Provisioner, service: Service, integration: Integration,
    policy: Provisioner.ZonesPolicy? = nil
  ) {
    self.billing = billing
    self.service = service
    self.integration = integration
    self.policy = policy ?? billing.configuration.zonesPolicy
  }

  func drift() async throws -> [Drift] {
    try await billing.asking(integration) { client in
      guard let user = try await billing.ownUser(of: service, integration, client) else {
        return []
      }
      return [.unwantedUser(user.name, zones: try await client.domains(actingAs: user.name).count)]
    }
  }

  /// Removes or suspends the user.
  ///
  /// Returns the parameters to keep: none when he is gone, and how to find him when he was suspended.
  ///
  /// - Throws: A permanent failure when he has zones and a person must decide.
  @discardableResult
  func run() async throws -> [ServiceParameter.Name: String] {
    try await billing.asking(integration) { client in
      guard let user = try await billing.ownUser(of: service, integration, client) else {
        return [:]
      }
      let zones =
        billing.configuration.mutant == .losesZones
        ? [] : try await client.domains(actingAs: user.name)
      guard zones.isEmpty || policy == .delete else {
        return try await keep(user.name, zones, client)
      }
      try await client.deleteUser(user.name)
      return [:]
    }
  }

  private func keep(
    _ login: String, _ zones: [String], _ client: DNSmanagerClient
  ) async throws -> [ServiceParameter.Name: String] {
    guard policy == .suspend else {
      throw OperationFailure.permanent(
        .exists("domain", zones.first ?? ""),
        "\(integration.label): the user '\(login)' has \(zones.count) zones (the first is "
          + "\(zones.first ?? "unknown")); nothing was touched: move or delete them in DNSmanager, "
          + "then run this again")
    }
    try await client.suspendUser(login)
    return [
      .integration: "\(integration.id)", .username: login,
      .mode: NameServerChoice.none.rawValue,
    ]
  }
}
