internal import Provisioner

extension FakeSession {
  /// Makes the billing side's records; asks no panel.
  func prepare(_ start: BillingStart) async throws {
    var providers: [String: Int64] = [:]
    for name in start.providers {
      providers[name] = try provisioner.addProvider(named: name).id
    }
    try await integrate(start.integrations, providers)
    let integrations = try provisioner.integrations()
    for plan in start.plans {
      let resource = NameServerResource(
        isEnabled: plan.resource == .on, defaultItem: plan.defaultChoice)
      let freeDomain = plan.freeDomain.map { offer in
        FreeDomainOffer(
          integration: integrations.first { $0.name == offer.integration }?.id ?? 0,
          template: offer.template)
      }
      try provisioner.addPlan(
        named: plan.name, provider: providers[plan.provider] ?? 0,
        nameServers: plan.resource == .absent ? nil : resource, freeDomain: freeDomain)
    }
  }

  private func integrate(
    _ integrations: [BillingStart.Integration], _ providers: [String: Int64]
  ) async throws {
    for written in integrations {
      let password =
        try written.password ?? worldPassword(of: written.username, on: written.panel)
      used.insert(password)
      let form = IntegrationForm(
        panel: PanelKind.dnsmanager5.rawValue, provider: written.provider.flatMap { providers[$0] },
        name: written.name, url: try panels.panel(written.panel).url,
        username: written.username, password: Secret(password), freeDomain: written.freeDomain,
        providerNS: written.providerNS, privateNS: written.privateNS)
      // Unchecked, so that a panel that is never to be asked has not been asked by us.
      let added = try await provisioner.addIntegration(form, unchecked: true).integration
      for zone in written.zones {
        try await provisioner.addFreeZone(zone, integration: added.id, unchecked: true)
      }
    }
  }

  func order(_ order: ServiceOrder) async throws -> ServiceState {
    let plan = try plan(order.plan)
    do {
      try provisioner.order(
        Order(
          id: order.service, itemType: order.itemType ?? Service.dedicated, plan: plan.id,
          item: order.choice, domain: order.domain,
          namespace: order.namespace, address: order.address,
          panel: try order.controlPanel.map(controlPanel)))
    } catch let error as BillingError {
      return ServiceState(outcome: "refused", error: "\(error)", status: "none")
    }
    return try await run(.open, order.service)
  }

  /// The plan with a name; the first for an empty one.
  private func plan(_ name: String) throws -> TariffPlan {
    let plans = try provisioner.plans()
    guard let plan = name.isEmpty ? plans.first : plans.first(where: { $0.name == name }) else {
      throw TargetError.unknownName(kind: "plan", name: name, known: plans.map(\.name))
    }
    return plan
  }

  private func controlPanel(_ name: String) throws -> ControlPanel {
    guard let panel = ControlPanel(rawValue: name) else {
      throw TargetError.unknownName(
        kind: "control panel", name: name, known: ControlPanel.allCases.map(\.rawValue))
    }
    return panel
  }

  func perform(_ command: ServiceCommand, service: Int64) async throws -> ServiceState {
    switch command {
    case .suspend: try await run(.suspend, service)
    case .resume: try await run(.resume, service)
    case .close: try await run(.close, service)
    case .sync: try await run(.syncItem, service)
    case .retry: try await retry(service)
    }
  }

  func change(_ service: Int64, to change: ServiceAlteration) async throws -> ServiceState {
    let wanted = ServiceChange(
      plan: try change.plan.map { try plan($0).id }, item: change.choice,
      namespace: change.namespace)
    return try await telling(service) { try await provisioner.change(service, to: wanted) }
  }

  func module(_ command: String, service: Int64?) async throws -> ModuleAnswer {
    let module = ProcessingModule(transport: transport, mutant: mutant) { [provisioner] in
      provisioner
    }
    let item = service.map { ["--item", "\($0)"] } ?? []
    let reply = await module.run(["--command", command] + item)
    return ModuleAnswer(exitCode: reply.exitCode, output: reply.output, errors: reply.complaint)
  }

  func state(of service: Int64) async throws -> ServiceState {
    try state(service)
  }

  /// Runs what failed again: when its time has come by itself, by hand what waits for the staff.
  private func retry(_ service: Int64) async throws -> ServiceState {
    guard let operation = try provisioner.operation(of: service) else {
      return try await run(.open, service)
    }
    guard !operation.isManual else { return try await run(operation.command, service) }
    advance(to: operation.due)
    _ = try await provisioner.retryDue()
    return try state(service)
  }

  private func run(_ command: Command, _ service: Int64) async throws -> ServiceState {
    try await telling(service) { try await provisioner.perform(command, service: service) }
  }

  /// Does `body`; that it was refused is part of the state afterwards.
  private func telling(
    _ service: Int64, _ body: () async throws -> Outcome
  ) async throws -> ServiceState {
    do {
      _ = try await body()
      return try state(service)
    } catch let error as BillingError {
      guard var state = try? state(service) else {
        return ServiceState(outcome: "refused", error: "\(error)", status: "none")
      }
      state.outcome = "refused"
      state.error = "\(error)"
      return state
    }
  }

  private func state(_ id: Int64) throws -> ServiceState {
    let service = try provisioner.service(id)
    let operation = try provisioner.operation(of: id)
    var state = ServiceState(
      outcome: operation.map { $0.isManual ? "manual" : "retrying" } ?? "done",
      error: operation?.error, status: service.status.name)
    let parameters = try provisioner.parameters(of: id)
    func value(_ name: ServiceParameter.Name) -> String? {
      parameters.first { $0.name == name }?.value
    }
    state.login = value(.username)
    state.namespace = value(.namespace)
    // A deleted one has no name any more.
    state.integration = value(.integration).flatMap { Int64($0) }.flatMap {
      try? provisioner.integration($0).name
    }
    state.domain = try provisioner.freeDomain(of: id)?.name
    state.tries = operation?.tries ?? 0
    state.tasks = try provisioner.tasks().count { $0.service == id }
    return state
  }
}
