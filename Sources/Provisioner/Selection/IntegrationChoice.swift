/// Which integration serves a new order, and why.
///
/// The rule of the vendor's page: only the first one ticked for the purpose is ever used, a second
/// never, not even when the first is down (NS-42 to NS-44). First means the lowest id, among those
/// that the provider may use (NS-47; assumed: billing reference, U4 and U5).
public enum IntegrationChoice: Equatable, Sendable {
  /// The one to use, with a sentence that names it and those passed over.
  case chosen(Integration, reason: String)
  /// None may be used, with a sentence that says why.
  case refused(reason: String)

  /// Chooses; asks nobody and changes nothing.
  ///
  /// `integrations` are all there are, in any order; `provider` is the service's;
  /// ``NameServerChoice/none`` is always refused.
  public static func choose(
    from integrations: [Integration], provider: Int64, choice: NameServerChoice,
    mutant: ProvisionerMutant? = nil
  ) -> Self {
    let considered = integrations.sorted { $0.id < $1.id }.map { integration in
      (integration, obstacle(to: integration, provider: provider, choice: choice, mutant: mutant))
    }
    let usable = considered.filter { $0.1 == nil }.map(\.0)
    let passedOver = considered.compactMap { integration, obstacle in
      obstacle.map { "\(integration.label) \($0)" }
    }
    let takesLast =
      mutant == .usesLastIntegration || (mutant == .usesLastForPrivate && choice == .private)
    guard let chosen = takesLast ? usable.last : usable.first else {
      return .refused(
        reason: sentence("no integration serves \(choice.rawValue) name servers", passedOver))
    }
    let later = usable.filter { $0.id != chosen.id }.map { "\($0.label) is not the first" }
    return .chosen(
      chosen,
      reason: sentence(
        "\(chosen.label) is the first that serves \(choice.rawValue) name servers",
        passedOver + later))
  }

  private static func obstacle(
    to integration: Integration, provider: Int64, choice: NameServerChoice,
    mutant: ProvisionerMutant?
  ) -> String? {
    if integration.isRetired { return "was deleted" }
    if let owner = integration.provider, owner != provider, mutant != .ignoresProviderFilter {
      return "is for provider \(owner), not \(provider)"
    }
    if integration.panel != .dnsmanager5 { return "is no DNSmanager 5" }
    let isTicked =
      integration.isTicked(for: choice) || mutant == .countsUntickedIntegrations
      || (mutant == .privateFallsBackToProvider && integration.providerNS)
      || (mutant == .noneCreatesUser && integration.providerNS)
    return isTicked ? nil : "is not ticked for \(choice.rawValue) name servers"
  }

  private static func sentence(_ verdict: String, _ passedOver: [String]) -> String {
    passedOver.isEmpty ? verdict : "\(verdict); passed over: \(passedOver.joined(separator: ", "))"
  }
}
