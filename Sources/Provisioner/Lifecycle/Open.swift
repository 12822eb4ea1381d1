/// Opens a service: choose, probe, create or adopt, read back, store, activate with the mail.
///
/// Each step can be cut and the whole run again: one user, a mailed password that works, one mail.
struct Open {
  let billing: Provisioner
  let service: Service
  let operation: RunningOperation

  private var mutant: ProvisionerMutant? { billing.configuration.mutant }

  func run() async throws -> Completion {
    let choice = try billing.choice(of: service)
    guard choice != .none || mutant == .noneCreatesUser else {
      try await provideBesides()
      try billing.store.activate(operation, mail: nil)
      return Completion("no name servers were ordered")
    }
    let (integration, reason) = try integration(for: choice)
    do {
      return try await open(choice, integration, reason)
    } catch let failure as OperationFailure {
      if mutant == .activatesAfterFailure {
        try billing.store.activate(operation, mail: nil)
      }
      guard mutant == .failsOverToSecond, let second = try second(after: integration, choice) else {
        throw failure
      }
      return try await open(choice, second, "the first failed")
    }
  }

  private func open(
    _ choice: NameServerChoice, _ integration: Integration, _ reason: String
  ) async throws -> Completion {
    let account = try await OpenUser(
      billing: billing, service: service, choice: choice, integration: integration
    ).run()
    try billing.store.save(
      account.parameters(choice, integration), of: service.id, toldBy: integration.id)
    try billing.configuration.checkpoint(.parametersSaved)
    try await provideBesides()
    let mail = try billing.compose(account, for: service, integration, operation)
    try billing.store.activate(operation, mail: mail)
    try billing.configuration.checkpoint(.activated)
    return Completion(
      "user \(account.login): \(reason)", integration: integration.id,
      mail: try await billing.deliverMail(of: service.id))
  }

  /// What a server has besides name servers: a domain name, and the licence of its control panel.
  ///
  /// Assumed: after the DNSmanager user, so that an order that cannot have him makes nothing (NS-41).
  private func provideBesides() async throws {
    _ = try await FreeDomainGrant(billing: billing, service: service).make()
    try billing.orderLicence(for: service)
    if mutant == .callsRegistrar { try await billing.callRegistrar() }
  }

  /// The one that was asked before, else the first that may be used.
  private func integration(
    for choice: NameServerChoice
  ) throws -> (Integration, reason: String) {
    if let remembered = try billing.rememberedIntegration(of: service) {
      return (remembered, "\(remembered.label) was asked for this user before")
    }
    return try billing.firstIntegration(for: choice, of: service)
  }

  private func second(after first: Integration, _ choice: NameServerChoice) throws -> Integration? {
    try billing.store.integrations().first { $0.id > first.id && $0.isTicked(for: choice) }
  }
}

/// A user that is ready, with what the customer must know.
struct OpenedAccount {
  let login: String
  /// The password that is valid now; `nil` when it stays as the customer knows it.
  var password: Secret?
  let names: NameServerNames

  func parameters(
    _ choice: NameServerChoice, _ integration: Integration
  ) -> [ServiceParameter.Name: String] {
    var values: [ServiceParameter.Name: String] = [
      .url: (integration.publicURL ?? integration.url).text, .username: login,
      .ns1: names.all[0], .ns2: names.all[1], .namespace: names.namespace,
      .mode: choice.rawValue, .integration: "\(integration.id)",
    ]
    values[.password] = password?.text
    return values
  }
}
