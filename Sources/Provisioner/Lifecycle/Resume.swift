/// Switches a service on again.
struct Resume {
  let billing: Provisioner
  let service: Service

  func run() async throws -> Completion {
    let integration = try billing.rememberedIntegration(of: service)
    if let integration, billing.configuration.suspendsUsers {
      try await billing.asking(integration) { try await $0.resumeUser(billing.login(of: service)) }
    }
    try billing.configuration.checkpoint(.panelChanged)
    try billing.store.complete(service.id, status: .active)
    return Completion("resumed", integration: integration?.id)
  }
}
