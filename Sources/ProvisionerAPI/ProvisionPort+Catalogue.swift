internal import LocalAPI
internal import Provisioner

extension ProvisionPort {
  /// What can be ordered, and where it is made; both are kept with `nslab provision`.
  static let catalogue: [ProvisionRoute] = [
    ProvisionRoute(
      method: .get, path: "/providers", summary: "The providers", gives: .list(.provider),
      perform: { call in
        try .json(try call.billing.providers().map { ProviderLine(id: $0.id, name: $0.name) })
      }),
    ProvisionRoute(
      method: .get, path: "/plans", summary: "The tariff plans, and the items that they offer",
      gives: .list(.plan),
      perform: { call in try .json(try call.billing.plans().map(PlanLine.init)) }),
    ProvisionRoute(
      method: .get, path: "/integrations",
      summary: "The integrations in their order, without their passwords",
      gives: .list(.integration),
      perform: { call in try .json(try call.billing.integrations().map(IntegrationLine.init)) }),
  ]
}

/// A provider, seen from outside.
struct ProviderLine: Codable, Equatable {
  let id: Int64
  let name: String
}

/// A tariff plan, seen from outside.
struct PlanLine: Codable, Equatable {
  struct Item: Codable, Equatable {
    let name: String
    /// A ``NameServerChoice``.
    let choice: String
  }

  let id: Int64
  let name: String
  let provider: Int64
  /// What can be chosen; absent where the plan does not offer name servers.
  let nameServers: [Item]?
  let defaultItem: String?
  /// The form of free domain names.
  let freeDomain: String?

  enum CodingKeys: String, CodingKey {
    case id, name, provider
    case nameServers = "name_servers"
    case defaultItem = "default_item"
    case freeDomain = "free_domain"
  }

  init(_ plan: TariffPlan) {
    id = plan.id
    name = plan.name
    provider = plan.provider
    let offered = plan.nameServers.flatMap { $0.isEnabled ? $0 : nil }
    nameServers = offered?.items.map { Item(name: $0.name, choice: $0.choice.rawValue) }
    defaultItem = offered?.defaultItem
    freeDomain = plan.freeDomain?.template
  }
}

/// An integration, seen from outside.
struct IntegrationLine: Codable, Equatable {
  let id: Int64
  let panel: String
  let provider: Int64?
  let name: String
  let url: String
  let publicURL: String?
  let username: String
  let freeDomain: Bool
  let providerNS: Bool
  let privateNS: Bool
  let verifiesTLS: Bool

  enum CodingKeys: String, CodingKey {
    case id, panel, provider, name, url, username
    case publicURL = "public_url"
    case freeDomain = "free_domain"
    case providerNS = "provider_ns"
    case privateNS = "private_ns"
    case verifiesTLS = "verifies_tls"
  }

  init(_ integration: Integration) {
    id = integration.id
    panel = integration.panel.rawValue
    provider = integration.provider
    name = integration.name
    url = integration.url.text
    publicURL = integration.publicURL?.text
    username = integration.username
    freeDomain = integration.freeDomain
    providerNS = integration.providerNS
    privateNS = integration.privateNS
    verifiesTLS = integration.verifiesTLS
  }
}
