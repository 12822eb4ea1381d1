/// Moves a user between the reseller's namespace and one of his own.
///
/// In place where the panel lets him go. Where it does not, a user without zones is made again and one
/// with zones is left alone for a person (assumed: billing reference, 1.10).
struct UserMove {
  let opening: OpenUser
  let reseller: PanelAccount

  private var login: String { opening.baseLogin }

  /// Moves him; returns his new password when he had to be made again.
  func run(_ client: DNSmanagerClient) async throws -> Secret? {
    let target =
      opening.choice == .private ? try opening.ownNamespace(reseller) : reseller.namespace
    do {
      try await client.changeUser(login, namespace: target)
      try opening.billing.configuration.checkpoint(.panelChanged)
      return nil
    } catch ClientError.refused(let refusal) {
      let error = ClientError.refused(refusal)
      guard error.isPermanent, !Self.meetsAgain.contains(refusal.type) else { throw error }
      return try await remake(because: error, client)
    }
  }

  /// What a new user would meet as well: then the old one must stay.
  private static let meetsAgain: Set = [
    WireWords.existsRefusal, WireWords.authRefusal, "limit", "license",
  ]

  private func remake(
    because error: ClientError, _ client: DNSmanagerClient
  ) async throws -> Secret {
    let losesZones = opening.billing.configuration.mutant == .losesZones
    let zones = losesZones ? [] : try await client.domains(actingAs: login)
    guard zones.isEmpty else {
      throw OperationFailure.permanent(
        .exists("domain", zones.first ?? ""),
        "\(opening.integration.label): the user '\(login)' has \(zones.count) zones and cannot be "
          + "moved (\(error)); nothing was touched: move him in DNSmanager, then run this again")
    }
    // His password ends with him; a run that is cut short here must not believe in it.
    try opening.saveIntent(login)
    try await client.deleteUser(login)
    try opening.billing.configuration.checkpoint(.panelChanged)
    let password = opening.billing.passwords.next()
    try await opening.create(login, password, reseller, client)
    return password
  }
}
