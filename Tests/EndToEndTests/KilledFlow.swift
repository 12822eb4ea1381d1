import Provisioner
import Testing

/// A command in a situation, for processes that are killed while they carry it out.
struct KilledFlow: Sendable, CustomTestStringConvertible {
  /// The zone that free domain names are in.
  static let zone = "free.example"

  let testDescription: String
  let ordered: NameServerChoice
  /// What the orders are for.
  var plan: @Sendable (ProcessShop) async throws -> Int64 = { $0.plan }
  let prepare: @Sendable (Provisioner, Int64) async throws -> Void
  let command: [String]
  var options: [String] = []
  /// How many requests the command makes, as `nslab explore` tells.
  let requests: Int
  let choice: NameServerChoice
  var status = ServiceStatus.active
  let mails: Int
  /// Whether each service has a free domain name in the end.
  var hasDomain = false

  static let all = opening + lifecycle + changes

  private static let opening = [
    Self(
      testDescription: "open/provider", ordered: .provider, prepare: { _, _ in },
      command: ["open"], requests: 5, choice: .provider, mails: 1),
    Self(
      testDescription: "open/private", ordered: .private, prepare: { _, _ in },
      command: ["open"], requests: 5, choice: .private, mails: 1),
    Self(
      testDescription: "free domain", ordered: .provider, plan: planWithDomains,
      prepare: { _, _ in }, command: ["open"], requests: 8, choice: .provider, mails: 1,
      hasDomain: true),
  ]

  private static let lifecycle = [
    Self(
      testDescription: "suspend", ordered: .provider, prepare: opened(), command: ["suspend"],
      requests: 1, choice: .provider, status: .suspended, mails: 1),
    Self(
      testDescription: "resume", ordered: .provider, prepare: opened(then: .suspend),
      command: ["resume"], requests: 1, choice: .provider, mails: 1),
    Self(
      testDescription: "reopen", ordered: .provider, prepare: opened(), command: ["reopen"],
      requests: 5, choice: .provider, mails: 2),
    Self(
      testDescription: "close", ordered: .private, prepare: opened(), command: ["close"],
      requests: 3, choice: .none, status: .deleted, mails: 1),
    Self(
      testDescription: "sync", ordered: .private, prepare: opened(then: .suspend),
      command: ["sync"], requests: 4, choice: .private, status: .suspended, mails: 1),
  ]

  /// The panel is asked nothing when the choice stays, so those three cannot be killed at a request.
  private static let changes = [
    change(.provider, .private, requests: 5, mails: 2),
    change(.provider, .none, requests: 4, mails: 1),
    change(.private, .provider, requests: 5, mails: 2),
    change(.private, .none, requests: 4, mails: 1),
    change(.none, .provider, requests: 5, mails: 1),
    change(.none, .private, requests: 5, mails: 1),
  ]

  private static func opened(
    then command: Command? = nil
  ) -> @Sendable (Provisioner, Int64) async throws -> Void {
    { billing, service in
      _ = try await billing.perform(.open, service: service)
      if let command { _ = try await billing.perform(command, service: service) }
    }
  }

  private static func change(
    _ old: NameServerChoice, _ new: NameServerChoice, requests: Int, mails: Int
  ) -> Self {
    Self(
      testDescription: "setparam/\(old)-\(new)", ordered: old, prepare: opened(),
      command: ["setparam"], options: ["--item", new.rawValue], requests: requests, choice: new,
      mails: mails)
  }

  /// A plan whose services get names in a zone of a user of the reseller.
  @Sendable private static func planWithDomains(_ shop: ProcessShop) async throws -> Int64 {
    let (owner, password) = ("zones", Secret("zones-secret"))
    try await shop.client("provider", Secret(ProcessShop.password))
      .createUser(NewPanelUser(name: owner, password: password))
    try await shop.client(owner, password).createMasterZone(zone, address: "192.0.2.1")
    let form = IntegrationForm(
      panel: "dnsmanager5", name: "free", url: shop.url, username: owner, password: password,
      freeDomain: true)
    let integration = try await shop.billing.addIntegration(form).integration.id
    try await shop.billing.addFreeZone(zone, integration: integration)
    return try shop.billing.addPlan(
      named: "T2", provider: 1, nameServers: NameServerResource(),
      freeDomain: FreeDomainOffer(integration: integration, template: "s@ID@.\(zone)")
    ).id
  }
}
