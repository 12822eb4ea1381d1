/// Switches a service off: the user and his zones, unless the policy leaves DNS alone (U7).
struct Suspend {
  let billing: Provisioner
  let service: Service

  func run() async throws -> Completion {
    let integration = try billing.integrationToSwitch(of: service)
    let asked = billing.configuration.suspendsUsers ? integration : nil
    if let asked {
      try await billing.asking(asked) { try await $0.suspendUser(billing.login(of: service)) }
    }
    try billing.configuration.checkpoint(.panelChanged)
    try billing.store.complete(service.id, status: .suspended, toldBy: asked?.id)
    return Completion("suspended", integration: integration?.id)
  }
}
