/// Opens a service: choose, probe, create or adopt, read back, store, activate with the mail.
///
/// Each step can be cut and the whole run again: one user, a mailed password that works, one mail.
struct Open {
  let billing: Provisioner
  let service: Service

  private var mutant: ProvisionerMutant? { billing.configuration.mutant }

  func run() async throws -> Completion {
    let choice = try choice()
    guard choice != .none || mutant == .noneCreatesUser else {
      try billing.store.activate(service.id, mail: nil)
      return Completion("no name servers were ordered")
    }
    let (integration, reason) = try integration(for: choice)
    do {
      return try await open(choice, integration, reason)
    } catch let failure as OperationFailure {
      if mutant == .activatesAfterFailure {
        try billing.store.activate(service.id, mail: nil)
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
    try billing.store.save(account.parameters(choice, integration), of: service.id)
    try billing.configuration.checkpoint(.parametersSaved)
    let mail = try billing.compose(account, for: service, integration)
    try billing.store.activate(service.id, mail: mail)
    try billing.store.dropProblems(of: integration.id)
    try billing.configuration.checkpoint(.activated)
    return Completion(
      "user \(account.login): \(reason)", integration: integration.id,
      mail: try await billing.deliverMail(of: service.id))
  }

  private func choice() throws -> NameServerChoice {
    guard let resource = try billing.store.plan(service.plan).nameServers, resource.isEnabled
    else { return .none }
    guard let choice = resource.choice(named: service.item) else {
      let known = resource.items.map(\.name).joined(separator: ", ")
      throw OperationFailure.permanent(
        "the item '\(service.item ?? resource.defaultItem)' of the resource ns is unknown; "
          + "it must be one of \(known)")
    }
    return choice
  }

  /// The one that was asked before, else the first that may be used.
  private func integration(
    for choice: NameServerChoice
  ) throws -> (Integration, reason: String) {
    if let remembered = try billing.rememberedIntegration(of: service) {
      return (remembered, "\(remembered.label) was asked for this user before")
    }
    let all = try billing.store.integrations()
    let found = IntegrationChoice.choose(
      from: all, provider: service.provider, choice: choice, mutant: mutant)
    switch found {
    case .chosen(let integration, let reason): return (integration, reason)
    case .refused(let reason): throw OperationFailure.permanent(reason)
    }
  }

  private func second(after first: Integration, _ choice: NameServerChoice) throws -> Integration? {
    try billing.store.integrations().first { $0.id > first.id && $0.isTicked(for: choice) }
  }
}

/// A user that is ready, with what the customer must know.
struct OpenedAccount {
  let login: String
  let password: Secret
  let names: NameServerNames

  func parameters(
    _ choice: NameServerChoice, _ integration: Integration
  ) -> [ServiceParameter.Name: String] {
    [
      .url: (integration.publicURL ?? integration.url).text, .username: login,
      .password: password.text, .ns1: names.all[0], .ns2: names.all[1],
      .namespace: names.namespace, .mode: choice.rawValue, .integration: "\(integration.id)",
    ]
  }
}
