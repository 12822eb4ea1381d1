internal import FakeDNSmanager
internal import Foundation
private import Synchronization

/// One case with a partner's provisioner as the billing side; a lock guards the ledger and the clock.
final class PartnerSession: TargetSession {
  /// When a failed operation is due again, in seconds; assumed: billing reference, section 1.11.
  private static let retryInterval = 300.0

  let panels: FakeSession
  let mails: MailServer
  /// Where the customers of this case have their addresses.
  let host: String
  private let send: @Sendable (PartnerOrder) async throws -> PartnerAnswer
  private let state: Mutex<State>

  private struct State {
    var ledger = PartnerLedger()
    /// What was ordered and answered, in words without secrets.
    var orders: [Evidence] = []
    var now = Date(timeIntervalSince1970: Double(WorldTime.standard.seconds))
  }

  init(
    panels: FakeSession, mails: MailServer, host: String,
    send: @escaping @Sendable (PartnerOrder) async throws -> PartnerAnswer
  ) {
    self.panels = panels
    self.mails = mails
    self.host = host
    self.send = send
    state = Mutex(State())
  }

  /// Writes the billing side's records down.
  ///
  /// - Throws: ``TargetError/unsupported(_:)`` for what the contract with partners has no words for.
  func prepare(_ start: BillingStart) throws {
    guard start.passwords.isEmpty else { throw TargetError.unsupported("passwords of our choice") }
    let hasFreeDomains =
      start.plans.contains { $0.freeDomain != nil }
      || start.integrations.contains { !$0.zones.isEmpty }
    guard !hasFreeDomains else {
      throw TargetError.unsupported("free domain names in its contract")
    }
    let integrations = try start.integrations.map { written in
      PartnerOrder.Integration(
        type: "dnsmanager5", name: written.name, panel: written.panel,
        url: try panels.panels.panel(written.panel).url, username: written.username,
        password: try written.password
          ?? panels.worldPassword(of: written.username, on: written.panel),
        provider: written.provider, freeDomain: written.freeDomain,
        providerNS: written.providerNS, privateNS: written.privateNS)
    }
    let plans = start.plans.map { plan in
      PartnerOrder.Plan(
        name: plan.name, provider: plan.provider, nameServers: plan.resource.rawValue,
        defaultChoice: plan.defaultChoice)
    }
    with { ledger in (ledger.integrations, ledger.plans) = (integrations, plans) }
  }

  /// Reads or changes the ledger.
  func with<Value: Sendable>(
    _ body: (inout PartnerLedger) throws -> sending Value
  ) rethrows -> Value {
    try state.withLock { state in try body(&state.ledger) }
  }

  func order(_ order: ServiceOrder) async throws -> ServiceState {
    guard order.controlPanel == nil else {
      throw TargetError.unsupported("control panels in its contract")
    }
    let plans = with { $0.plans }
    guard order.plan.isEmpty || plans.contains(where: { $0.name == order.plan }) else {
      throw TargetError.unknownName(kind: "plan", name: order.plan, known: plans.map(\.name))
    }
    guard order.itemType == nil else { throw TargetError.unsupported("choice of an item type") }
    with { ledger in
      ledger.services[order.service] =
        ledger.services[order.service]
        ?? .init(order: order, state: ServiceState(outcome: "done", status: "ordered"))
    }
    return try await run(.open, order.service)
  }

  func perform(_ command: ServiceCommand, service id: Int64) async throws -> ServiceState {
    switch command {
    case .suspend: return try await run(.suspend, id)
    case .resume: return try await run(.resume, id)
    case .close: return try await run(.close, id)
    case .sync: throw TargetError.unsupported("'sync_item'")
    case .retry:
      let service = try service(id)
      if service.pending != nil, service.state.outcome != "manual" { advance() }
      return try await run(service.pending ?? .open, id)
    }
  }

  func advanceClock(by seconds: Int64) async throws { advance(by: Double(seconds)) }

  func state(of service: Int64) async throws -> ServiceState { try self.service(service).state }

  func mails(for service: Int64) async throws -> [[UInt8]] {
    mails.messages(to: address(of: service))
  }

  func secrets() async -> [String] { await panels.secrets() }

  /// Asks the partner to check an integration as BILLmanager does before it saves the form.
  ///
  /// Without `contact` it looks at the form alone.
  func check(
    _ candidate: PartnerOrder.Integration, contact: Bool
  ) async throws -> PartnerAnswer {
    var order = document(.check, try: 1, service: nil)
    order.candidate = candidate
    order.contact = contact
    do {
      return try await supported(order)
    } catch let failure as PartnerAnswer.Unreadable {
      throw StepFault.target(failure.reason)
    }
  }

  /// Sends an order for a service and notes what came of it.
  private func run(_ command: PartnerOrder.Command, _ id: Int64) async throws -> ServiceState {
    let service = try service(id)
    let number = service.pending == command ? service.state.tries + 1 : 1
    do {
      let answer = try await supported(document(command, try: number, service: service))
      with { $0.note(answer, to: command, try: number, of: id) }
    } catch let failure as PartnerAnswer.Unreadable {
      with { $0.noteSilence(failure.reason, to: command, try: number, of: id) }
    }
    return try self.service(id).state
  }

  private func note(_ kind: String, _ text: String) {
    state.withLock { $0.orders.append(Evidence(kind, text)) }
  }

  /// What was ordered and answered so far.
  var orders: [Evidence] { state.withLock { $0.orders } }

  private func supported(_ order: PartnerOrder) async throws -> PartnerAnswer {
    note("order", order.summary)
    for integration in order.integrations + [order.candidate].compactMap(\.self) {
      panels.used.insert(integration.password)
    }
    let answer = try await send(order)
    note("answer to the order", answer.summary)
    for (name, value) in answer.parameters ?? [:] where SecretName.isPassword(name) {
      panels.used.insert(value)
    }
    guard answer.outcome != .unsupported else {
      throw TargetError.unsupported(answer.error ?? "'\(order.command.rawValue)'")
    }
    return answer
  }

  private func document(
    _ command: PartnerOrder.Command, try number: Int, service: PartnerLedger.Service?
  ) -> PartnerOrder {
    let (ledger, now) = state.withLock { ($0.ledger, $0.now) }
    let plan = service.flatMap { service in
      ledger.plans.first { $0.name == service.order.plan } ?? ledger.plans.first
    }
    return PartnerOrder(
      command: command, now: now.formatted(.iso8601), try: number,
      service: service.map { .init($0) }, plan: plan, integrations: ledger.integrations,
      smtp: "smtp://127.0.0.1:\(mails.port)",
      customer: service.map { .init(email: address(of: $0.order.service)) })
  }

  private func service(_ id: Int64) throws -> PartnerLedger.Service {
    let services = with { $0.services }
    guard let service = services[id] else {
      throw TargetError.unknownName(
        kind: "service", name: "\(id)", known: services.keys.map { "\($0)" })
    }
    return service
  }

  private func advance() { advance(by: Self.retryInterval) }

  private func advance(by seconds: Double) {
    let now = state.withLock { state in
      state.now += seconds
      return state.now
    }
    panels.advance(to: now)
  }

  private func address(of service: Int64) -> String { "service-\(service)@\(host)" }
}

extension PartnerOrder.Service {
  fileprivate init(_ service: PartnerLedger.Service) {
    self.init(
      id: "\(service.order.service)", choice: service.order.choice, domain: service.order.domain,
      namespace: service.order.namespace, status: service.state.status,
      parameters: service.parameters)
  }
}
