/// Closes a service: its user goes with his zones; that he is gone already is success (NS-56).
struct Close {
  let billing: Provisioner
  let service: Service
  let operation: RunningOperation

  func run() async throws -> Completion {
    let integration = try billing.rememberedIntegration(of: service, allowsRetired: true)
    if let integration, billing.configuration.mutant != .closeKeepsUser {
      try await billing.asking(integration) { client in
        let user = try await billing.ownUser(of: service, integration, client)
        if let user { try await client.deleteUser(user.name) }
      }
    }
    try await FreeDomainGrant(billing: billing, service: service).remove()
    try billing.configuration.checkpoint(.panelChanged)
    try billing.store.finishWithoutUser(
      operation, status: .deleted, toldBy: integration?.id)
    return Completion("closed", integration: integration?.id)
  }
}

extension Provisioner {
  /// The user of a service as the panel shows him; `nil` when he is gone.
  ///
  /// - Throws: A permanent failure when he belongs to somebody else (NS-58).
  func ownUser(
    of service: Service, _ integration: Integration, _ client: DNSmanagerClient
  ) async throws -> PanelUser? {
    let login = login(of: service)
    guard var user = try await client.user(login) else { return nil }
    if user.parent == nil {
      user = try await client.users(named: login).first { $0.name == login } ?? user
    }
    // The panel's own spelling of the reseller: it lets him sign in with another one.
    let reseller = try await client.whoami().name
    guard user.parent == reseller || configuration.mutant == .closeDeletesForeign else {
      throw OperationFailure.permanent(
        .access("user", login),
        "\(integration.label): the user '\(login)' belongs to \(user.parent ?? "an unknown account")"
          + ", not to '\(integration.username)'; he was not deleted")
    }
    return user
  }
}
