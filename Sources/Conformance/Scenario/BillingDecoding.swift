internal import StrictYAML

extension ScenarioDecoding {
  /// The plan of a scenario that declares none, and the provider: billing side section 7, fixture F0.
  private static let defaultPlan = "T1"
  private static let defaultProvider = "P1"
  private static let defaultIntegration = "I1"
  private static let defaultUsername = "provider"

  /// Reads the billing side's start; what is left out is as in fixture F0 of the reference.
  mutating func billing(_ node: YAMLNode?, panels: [Scenario.PanelStart]) -> BillingStart {
    var start = BillingStart(
      providers: [Self.defaultProvider],
      integrations: [
        .init(
          name: Self.defaultIntegration, panel: panels.first?.name ?? "",
          username: Self.defaultUsername, providerNS: true, provider: Self.defaultProvider)
      ],
      plans: [])
    if let node, var reader = MappingReader(node, "'billing'", &problems) {
      let providers = reader.list("providers", &problems).compactMap { constant($0, "a provider") }
      refuseDoubled(providers, "provider")
      if !providers.isEmpty { start.providers = providers.map(\.text) }
      if let written = reader.take("integrations") {
        start.integrations = integrations(written, panels: panels, providers: start.providers)
      }
      let plans = reader.list("plans", &problems)
        .compactMap {
          plan($0, providers: start.providers, integrations: start.integrations.map(\.name))
        }
      refuseDoubled(plans.map(\.name), "plan")
      start.plans = plans.map(\.plan)
      start.passwords = reader.list("passwords", &problems)
        .compactMap { constant($0, "a password")?.text }
      reader.finish(&problems)
    }
    if start.plans.isEmpty {
      start.plans = [
        .init(
          name: Self.defaultPlan, provider: start.providers.first ?? Self.defaultProvider,
          resource: .on, defaultChoice: "none")
      ]
    }
    return start
  }

  private mutating func integrations(
    _ node: YAMLNode, panels: [Scenario.PanelStart], providers: [String]
  ) -> [BillingStart.Integration] {
    guard case .sequence(let items) = node.content else {
      problems.append(.init(node.place, "'integrations' must be a list, not \(node.kind)"))
      return []
    }
    let integrations = items.compactMap { integration($0, panels: panels, providers: providers) }
    refuseDoubled(integrations.map(\.name), "integration")
    return integrations.map(\.integration)
  }

  private mutating func integration(
    _ node: YAMLNode, panels: [Scenario.PanelStart], providers: [String]
  ) -> (name: Template, integration: BillingStart.Integration)? {
    guard var reader = MappingReader(node, "an integration", &problems) else { return nil }
    let name = requiredConstant("name", &reader)
    let panel = constant("panel", &reader)
    let username = constant("username", &reader)
    let password = constant("password", &reader)
    let provider = constant("provider", &reader)
    let freeDomain = reader.flag("free_domain", &problems)
    let providerNS = reader.flag("provider_ns", &problems)
    let privateNS = reader.flag("private_ns", &problems)
    let zones = reader.list("zones", &problems)
      .compactMap { constant($0, "a zone")?.text }
    reader.finish(&problems)
    refuseUnknown(panel, "panel", among: panels.map(\.name))
    refuseUnknown(provider?.text.isEmpty == true ? nil : provider, "provider", among: providers)
    guard let name else { return nil }
    let integration = BillingStart.Integration(
      name: name.text, panel: panel?.text ?? panels.first?.name ?? "",
      username: username?.text ?? Self.defaultUsername, password: password?.text,
      freeDomain: freeDomain ?? false, providerNS: providerNS ?? false,
      privateNS: privateNS ?? false,
      provider: provider.map { $0.text.isEmpty ? nil : $0.text } ?? providers.first,
      zones: zones)
    return (name, integration)
  }

  private mutating func plan(
    _ node: YAMLNode, providers: [String], integrations: [String]
  ) -> (name: Template, plan: BillingStart.Plan)? {
    guard var reader = MappingReader(node, "a plan", &problems) else { return nil }
    let name = requiredConstant("name", &reader)
    let provider = constant("provider", &reader)
    let resource = reader.choice("ns", as: BillingStart.Resource.self, &problems)
    let defaultChoice = constant("default", &reader)
    let integration = constant("free_domain", &reader)
    let template = constant("template", &reader)
    reader.finish(&problems)
    refuseUnknown(provider, "provider", among: providers)
    refuseUnknown(integration, "integration", among: integrations)
    if (integration == nil) != (template == nil) {
      problems.append(.init(node.place, "'free_domain' and 'template' belong together"))
    }
    guard let name else { return nil }
    let plan = BillingStart.Plan(
      name: name.text, provider: provider?.text ?? providers.first ?? Self.defaultProvider,
      resource: resource ?? .on, defaultChoice: defaultChoice?.text ?? "none",
      freeDomain: integration.flatMap { integration in
        template.map { .init(integration: integration.text, template: $0.text) }
      })
    return (name, plan)
  }

  /// Refuses a name that the scenario does not declare.
  mutating func refuseUnknown(_ name: Template?, _ kind: String, among known: [String]) {
    guard let name, !known.contains(name.text), name.names.isEmpty else { return }
    let hint = hint(for: name.text, among: known)
    problems.append(.init(name.place, "there is no \(kind) '\(name.text)'\(hint)"))
  }
}
