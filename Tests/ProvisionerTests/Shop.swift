import Foundation
import Provisioner
import Synchronization
import TestSupport
import Testing

/// A whole billing side with one panel, one provider and one plan, on a clock that stands still.
struct Shop {
  struct Crash: Error {}

  let panel = ScriptedPanel()
  let store: BillingStore
  let outbox = MemoryOutbox()
  let time = Time()
  let provider: Int64
  let plan: Int64

  final class Time: Sendable {
    private let seconds = Mutex(1_800_000_000.0)
    var clock: BillingClock {
      BillingClock { [self] in Date(timeIntervalSince1970: seconds.withLock { $0 }) }
    }
    func pass(_ interval: TimeInterval) { seconds.withLock { $0 += interval } }
  }

  init(store: BillingStore? = nil) throws {
    self.store = try store ?? BillingStore(inMemoryWith: SecretKey())
    let catalogue = Provisioner(
      store: self.store, transport: panel.transport, outbox: outbox)
    provider = try catalogue.addProvider(named: "P1").id
    plan = try catalogue.addPlan(
      named: "T1", provider: provider, nameServers: NameServerResource()
    ).id
  }

  func billing(
    _ configuration: Provisioner.Configuration = .init(), transport: PanelTransport? = nil,
    passwords: PasswordGenerator = .system, outbox: (any Outbox)? = nil
  ) -> Provisioner {
    Provisioner(
      store: store, transport: transport ?? panel.transport, outbox: outbox ?? self.outbox,
      clock: time.clock, passwords: passwords, configuration: configuration)
  }

  /// A plan whose services get names in `free.example`, a zone of the panel's user `customer`.
  func planWithDomains(
    _ template: String = "s@ID@.free.example", isTicked: Bool = true
  ) async throws -> Int64 {
    panel.change { $0.accounts["customer"]?.zones = ["free.example"] }
    let form = Self.form(
      "free", username: "customer", password: "user-secret", freeDomain: isTicked,
      providerNS: false, privateNS: false)
    let integration = try await billing().addIntegration(form, unchecked: true).integration.id
    try await billing().addFreeZone("free.example", integration: integration)
    return try billing().addPlan(
      named: "T\(integration)f", provider: provider, nameServers: NameServerResource(),
      freeDomain: FreeDomainOffer(integration: integration, template: template)
    ).id
  }

  /// An integration, ticked for both, that is saved without a check.
  @discardableResult
  func integrate(
    _ name: String = "I1", provider: Int64? = nil, username: String = "provider",
    password: Secret = "reseller-secret", providerNS: Bool = true, privateNS: Bool = true
  ) async throws -> Integration {
    try await billing().addIntegration(
      Self.form(
        name, provider: provider, username: username, password: password, providerNS: providerNS,
        privateNS: privateNS), unchecked: true
    ).integration
  }

  static func form(
    _ name: String = "I1", panel: String? = "dnsmanager5", provider: Int64? = nil,
    url: String = "https://127.0.0.1:1500", username: String = "provider",
    password: Secret = "reseller-secret", freeDomain: Bool = false, providerNS: Bool = true,
    privateNS: Bool = true
  ) -> IntegrationForm {
    IntegrationForm(
      panel: panel, provider: provider, name: name, url: url, username: username,
      password: password, freeDomain: freeDomain, providerNS: providerNS, privateNS: privateNS)
  }

  func order(_ id: Int64 = 117, _ item: String? = "provider", domain: String? = nil) throws {
    try billing().order(Order(id: id, plan: plan, item: item, domain: domain))
  }

  /// The last mail of a service, with its parts decoded.
  func lastMail(of service: Int64 = 117) throws -> ReadMail {
    try ReadMail(#require(outbox.mails.last { $0.service == service }).message)
  }

  /// The one mail of a service, with its parts decoded.
  func mail(of service: Int64 = 117) throws -> ReadMail {
    let mails = outbox.mails.filter { $0.service == service }
    try #require(mails.count == 1)
    return try ReadMail(mails[0].message)
  }
}

/// An outbox that takes nothing.
struct FullOutbox: Outbox {
  struct Full: Error {}

  func deliver(_ mail: DeliverableMail) async throws { throw Full() }
}

extension Outcome {
  var failure: RunningOperation? {
    if case .failed(let operation) = self { operation } else { nil }
  }
  var completion: Completion? {
    if case .done(let completion) = self { completion } else { nil }
  }
}
