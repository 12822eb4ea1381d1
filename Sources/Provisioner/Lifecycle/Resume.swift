/// Switches a service on again.
struct Resume {
  let billing: Provisioner
  let service: Service

  func run() async throws -> Completion {
    let integration = try billing.integrationToSwitch(of: service)
    let asked = billing.configuration.suspendsUsers ? integration : nil
    if let asked {
      try await billing.asking(asked) { try await $0.resumeUser(billing.login(of: service)) }
    }
    try billing.configuration.checkpoint(.panelChanged)
    try billing.store.complete(service.id, status: .active, toldBy: asked?.id)
    return Completion("resumed", integration: integration?.id)
  }
}

extension Provisioner {
  /// The integration whose user follows the service; `nil` when he was left suspended for good because
  /// nobody wants him any more.
  func integrationToSwitch(of service: Service) throws -> Integration? {
    let isUnwanted = try providedChoice(of: service) == NameServerChoice.none
    return isUnwanted ? nil : try rememberedIntegration(of: service)
  }
}
