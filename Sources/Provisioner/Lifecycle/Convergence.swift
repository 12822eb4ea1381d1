/// Makes the panel what the service should have: `setparam` and `sync_item`.
///
/// Every run looks first and mends what it sees, so a run that was cut short is finished by the next.
struct Convergence {
  let billing: Provisioner
  let service: Service
  /// The operation to end; `nil` when nothing is to be changed.
  let operation: RunningOperation?

  private var store: BillingStore { billing.store }
  private var mutant: ProvisionerMutant? { billing.configuration.mutant }

  /// What is not as it should be; changes nothing.
  func drift() async throws -> [Drift] {
    try await userDrift() + FreeDomainGrant(billing: billing, service: service).drift()
  }

  private func userDrift() async throws -> [Drift] {
    let wanted = try billing.choice(of: service)
    let old = try billing.rememberedIntegration(of: service, allowsRetired: true)
    guard wanted != .none else {
      guard let old, try billing.providedChoice(of: service) != NameServerChoice.none else {
        return []
      }
      return try await Removal(billing: billing, service: service, integration: old).drift()
    }
    let target = try target(for: wanted, old)
    if let old, old.id != target.id {
      return [.otherIntegration(found: old.id, wanted: target.id)]
    }
    return try await billing.asking(target) { try await user(wanted, target).look($0).drift }
  }

  func run() async throws -> Completion {
    let mended = try await mendDomain().map(\.description)
    let completion = try await runUser()
    guard !mended.isEmpty else { return completion }
    return Completion(
      "mended: \(mended.joined(separator: "; ")); \(completion.note)",
      integration: completion.integration, mail: completion.mail)
  }

  private func runUser() async throws -> Completion {
    let wanted = try billing.choice(of: service)
    let old = try billing.rememberedIntegration(of: service, allowsRetired: true)
    let provided = try billing.providedChoice(of: service)
    if mutant == .syncOnlyLooks, operation?.command == .syncItem { return try finish("looked") }
    guard wanted != .none else { return try await runWithoutUser(old, provided) }
    if operation?.command == .setparam, provided == wanted, try hasWishedNamespace(wanted) {
      return try finish("nothing to change")
    }
    let target = try target(for: wanted, old)
    if let old, old.id != target.id {
      try await leave(old)
    } else if operation?.command == .setparam, old != nil, provided != wanted {
      // From here on the panel decides what there is, also when this change is rolled back.
      try store.saveIntent([:], forgetting: [.mode], of: service.id)
      try billing.configuration.checkpoint(.intentSaved)
    }
    let mended = try await billing.asking(target) { try await user(wanted, target).mend($0) }
    return try await finish(mended, wanted, target)
  }

  /// Whether the user was last seen in the namespace that the service asks for, if it asks for one.
  private func hasWishedNamespace(_ wanted: NameServerChoice) throws -> Bool {
    guard wanted == .private, let wish = service.namespace else { return true }
    let known = try store.parameter(.namespace, of: service.id)
    return known.map(DomainName.canonical) == DomainName.canonical(wish)
  }

  /// Makes the free domain name again that a service was given and that somebody removed.
  ///
  /// Returns what was wrong.
  private func mendDomain() async throws -> [Drift] {
    guard operation?.command == .syncItem, mutant != .syncOnlyLooks else { return [] }
    let grant = FreeDomainGrant(billing: billing, service: service)
    let drift = try await grant.drift()
    if !drift.isEmpty { _ = try await grant.make() }
    return drift
  }

  /// An unchanged choice stays where it is; another one goes where a new order would go (NS-44).
  private func target(
    for wanted: NameServerChoice, _ old: Integration?
  ) throws -> Integration {
    if try billing.providedChoice(of: service) == wanted, let old { return old }
    return try billing.firstIntegration(for: wanted, of: service).0
  }

  private func user(_ wanted: NameServerChoice, _ target: Integration) -> UserConvergence {
    UserConvergence(
      opening: OpenUser(billing: billing, service: service, choice: wanted, integration: target))
  }

  private func runWithoutUser(
    _ old: Integration?, _ provided: NameServerChoice?
  ) async throws -> Completion {
    guard let old, provided != NameServerChoice.none else { return try finish("no name servers") }
    guard mutant != .setparamKeepsUser else { return try finish("no name servers") }
    let kept = try await Removal(billing: billing, service: service, integration: old).run()
    try billing.configuration.checkpoint(.panelChanged)
    if let operation {
      try store.finishWithoutUser(
        operation, status: service.status, keeping: kept, toldBy: old.id)
    }
    return Completion(
      kept.isEmpty ? "the user was removed" : "the user was suspended and kept with his zones",
      integration: old.id)
  }

  /// Removes the user from a panel that no longer serves him; refuses when he has zones.
  private func leave(_ old: Integration) async throws {
    try await Removal(billing: billing, service: service, integration: old, policy: .task).run()
    try billing.configuration.checkpoint(.panelChanged)
    try store.dropParameters(of: service.id)
  }

  private func finish(_ note: String) throws -> Completion {
    if let operation {
      try store.finish(operation, status: service.status, parameters: [:], mail: nil)
    }
    return Completion(note)
  }

  private func finish(
    _ mended: UserConvergence.Mended, _ wanted: NameServerChoice, _ target: Integration
  ) async throws -> Completion {
    guard let operation else { return Completion("") }
    let account = mended.account
    let knownNames = try [ServiceParameter.Name.ns1, .ns2].compactMap {
      try store.parameter($0, of: service.id)
    }
    let isNews = account.password != nil || knownNames != account.names.all
    let mail =
      isNews && mutant != .changesWithoutMail
      ? try billing.compose(untold(account), for: service, target, operation) : nil
    try store.dropProblems(of: target.id)
    try store.finish(
      operation, status: service.status, parameters: account.parameters(wanted, target),
      mail: mail)
    try billing.configuration.checkpoint(.activated)
    let note = mended.drift.map(\.description).joined(separator: "; ")
    return Completion(
      note.isEmpty ? "all is as it should be" : "mended: \(note)", integration: target.id,
      mail: try await billing.deliverMail(of: service.id))
  }

  /// The account with what the customer has not been told yet.
  ///
  /// A new mail takes the place of one that still waits, which may be the only one with the password.
  private func untold(_ account: OpenedAccount) throws -> OpenedAccount {
    guard account.password == nil, try store.hasPendingMail(of: service.id) else { return account }
    var account = account
    account.password = try billing.reveal(.password, of: service.id)
    return account
  }
}
