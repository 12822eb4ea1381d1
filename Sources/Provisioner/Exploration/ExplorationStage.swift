internal import Foundation
private import Synchronization

/// One run's panel and billing side, with a fuse between them.
final class ExplorationStage: Sendable {
  static let service: Int64 = 117
  static let login = "dns117"
  static let url = "https://first.nslab.invalid/dnsmgr"
  private static let secondURL = "https://second.nslab.invalid/dnsmgr"

  let panel: ExplorationPanel
  let fuse: Fuse
  let outbox: MemoryOutbox
  private let store: BillingStore
  private let mutant: ProvisionerMutant?
  private let passwords: PasswordGenerator
  private let seconds: Mutex<Double>
  private let strayRequests: Mutex<Int>

  /// A stage where nothing has happened yet.
  init(panel: ExplorationPanel, mutant: ProvisionerMutant?) async throws {
    self.panel = panel
    self.mutant = mutant
    fuse = Fuse()
    outbox = MemoryOutbox()
    passwords = .seeded(1)
    seconds = Mutex(1_800_000_000)
    strayRequests = Mutex(0)
    store = try BillingStore(onWrite: Self.hook(fuse))
    try await prepareRecords()
  }

  /// A stage where the same has happened as on another: each run of a flow begins on one of its own.
  init(copying stage: ExplorationStage) throws {
    panel = try stage.panel.copy()
    mutant = stage.mutant
    fuse = Fuse()
    outbox = MemoryOutbox(stage.outbox.mails)
    passwords = .seeded(2)
    seconds = Mutex(stage.seconds.withLock(\.self))
    strayRequests = Mutex(stage.strayRequestCount)
    store = try BillingStore(copying: stage.store, onWrite: Self.hook(fuse))
  }

  /// The fuse as the store asks it around each write.
  private static func hook(
    _ fuse: Fuse
  ) -> @Sendable (BillingStore.WritePhase) throws -> Void {
    let pending = Pending()
    return { phase in
      let full = BillingError.store("the disk is full")
      switch phase {
      case .before:
        let outcome = try fuse.enter(.write, failure: full)
        pending.outcome.withLock { $0 = outcome }
      case .committed: try fuse.leave(pending.outcome.withLock(\.self), failure: full)
      }
    }
  }

  /// What is to become of the write that is under way.
  private final class Pending: Sendable {
    let outcome = Mutex<EffectOutcome?>(nil)
  }

  private func prepareRecords() async throws {
    let provider = try provisioner.addProvider(named: "P1")
    try provisioner.addPlan(
      named: "T1", provider: provider.id, nameServers: NameServerResource())
    for (name, url) in [("first", Self.url), ("second", Self.secondURL)] {
      let form = IntegrationForm(
        panel: PanelKind.dnsmanager5.rawValue, name: name, url: url,
        username: panel.reseller.name, password: panel.reseller.password, providerNS: true,
        privateNS: true)
      try await provisioner.addIntegration(form, unchecked: true)
    }
  }

  /// The billing side as a process that was just started has it.
  var provisioner: Provisioner { provisioner(CutOutbox(fuse: fuse, outbox: outbox)) }

  private func provisioner(_ outbox: any Outbox) -> Provisioner {
    Provisioner(
      store: store, transport: transport, outbox: outbox,
      clock: BillingClock { [self] in Date(timeIntervalSince1970: seconds.withLock { $0 }) },
      passwords: passwords, configuration: .init(mutant: mutant))
  }

  /// Opens the service while the outbox takes nothing.
  func openWithoutMail(_ choice: NameServerChoice) async throws {
    try order(choice)
    _ = try await provisioner(FullOutbox()).perform(.open, service: Self.service)
  }

  /// How often the second integration was asked; never is right (NS-43).
  var strayRequestCount: Int { strayRequests.withLock { $0 } }

  func passRetryInterval() {
    seconds.withLock { $0 += RunningOperation.retryInterval }
  }

  private var transport: PanelTransport {
    PanelTransport { [self] request in
      guard request.url.text == Self.url else {
        strayRequests.withLock { $0 += 1 }
        throw TransportError.notResolved
      }
      let outcome = try fuse.enter(
        .request, request.value(of: WireWords.function) ?? "",
        failure: TransportError.refused("cut"))
      let reply = try await panel.transport.send(request)
      try fuse.leave(outcome, failure: TransportError.closed)
      return reply
    }
  }
}

extension ExplorationStage {
  func order(_ choice: NameServerChoice, plan: Int64 = 1) throws {
    try provisioner.order(
      Order(id: Self.service, plan: plan, item: choice.rawValue, address: Self.serverAddress))
  }

  func open(_ choice: NameServerChoice) async throws {
    try order(choice)
    _ = try await provisioner.perform(.open, service: Self.service)
  }

  func makeZone(_ name: String) async throws {
    try await reseller.createMasterZone(name, address: "192.0.2.1", actingAs: Self.login)
  }

  /// The panel as the reseller sees it, without the fuse.
  var reseller: DNSmanagerClient {
    get throws { try client(panel.reseller) }
  }

  func client(_ account: ExplorationPanel.Account) throws -> DNSmanagerClient {
    DNSmanagerClient(
      url: try PanelURL(Self.url), username: account.name, password: account.password,
      transport: panel.transport)
  }
}

/// An outbox that takes nothing.
private struct FullOutbox: Outbox {
  struct Full: Error {}

  func deliver(_ mail: DeliverableMail) async throws { throw Full() }
}

/// An outbox behind a fuse.
private struct CutOutbox: Outbox {
  struct Refused: Error {}

  let fuse: Fuse
  let outbox: MemoryOutbox

  func deliver(_ mail: DeliverableMail) async throws {
    let outcome = try fuse.enter(.mail, failure: Refused())
    try await outbox.deliver(mail)
    try fuse.leave(outcome, failure: Refused())
  }
}
