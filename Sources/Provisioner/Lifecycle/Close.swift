/// Closes a service: its user goes with his zones; that he is gone already is success (NS-56).
struct Close {
  let billing: Provisioner
  let service: Service

  func run() async throws -> Completion {
    let integration = try billing.rememberedIntegration(of: service, allowsRetired: true)
    if let integration, billing.configuration.mutant != .closeKeepsUser {
      try await billing.asking(integration) { try await deleteUser(integration, $0) }
    }
    try billing.configuration.checkpoint(.panelChanged)
    try billing.store.complete(service.id, status: .deleted)
    return Completion("closed", integration: integration?.id)
  }

  private func deleteUser(_ integration: Integration, _ client: DNSmanagerClient) async throws {
    let login = billing.login(of: service)
    guard var user = try await client.user(login) else { return }
    if user.parent == nil {
      user = try await client.users(named: login).first { $0.name == login } ?? user
    }
    let isOurs = user.parent == integration.username
    guard isOurs || billing.configuration.mutant == .closeDeletesForeign else {
      throw OperationFailure.permanent(
        "\(integration.label): the user '\(login)' belongs to \(user.parent ?? "an unknown account")"
          + ", not to '\(integration.username)'; he was not deleted")
    }
    try await client.deleteUser(login)
  }
}
