/// Switches a service off: the user and his zones, unless the policy leaves DNS alone (U7).
struct Suspend {
  let billing: Provisioner
  let service: Service

  func run() async throws -> Completion {
    let integration = try billing.integrationToSwitch(of: service)
    if let integration, billing.configuration.suspendsUsers {
      try await billing.asking(integration) { try await $0.suspendUser(billing.login(of: service)) }
    }
    try billing.configuration.checkpoint(.panelChanged)
    try billing.store.complete(service.id, status: .suspended)
    return Completion("suspended", integration: integration?.id)
  }
}
