/// Makes one user at one panel what the service should have.
struct UserConvergence {
  let opening: OpenUser

  /// What the panel shows, and what of it is wrong.
  struct View {
    let reseller: PanelAccount
    let drift: [Drift]

    /// Whether the user is in a namespace that is not his.
    var isElsewhere: Bool {
      drift.contains { if case .wrongNamespace = $0 { true } else { false } }
    }
  }

  /// The user after the mending, and what was wrong before.
  struct Mended {
    let account: OpenedAccount
    let drift: [Drift]
  }

  private var billing: Provisioner { opening.billing }
  private var service: Service { opening.service }
  private var login: String { opening.baseLogin }

  /// Looks at the user; changes nothing.
  func look(_ client: DNSmanagerClient) async throws -> View {
    let reseller = try await opening.reseller(client)
    guard let found = try await client.user(login) else {
      return View(reseller: reseller, drift: [.missingUser(login)])
    }
    let user = try await opening.complete(found, client)
    guard user.parent == reseller.name else {
      throw opening.foreign(login, user.parent ?? "an unknown account")
    }
    let drift = activityDrift(user) + (try namespaceDrift(user, reseller))
    return View(
      reseller: reseller, drift: try drift + passwordDrift() + parameterDrift(user, drift))
  }

  /// Looks, mends, and looks at the result as `open` does.
  func mend(_ client: DNSmanagerClient) async throws -> Mended {
    let view = try await look(client)
    var password: Secret?
    for drift in view.drift {
      password = try await mend(drift, password, view.reseller, client)
    }
    try billing.configuration.checkpoint(.userReady)
    let namespace = try await opening.readBack(login, view.reseller, client)
    guard !view.isElsewhere || isWished(namespace) else {
      throw opening.wrong(login, "was moved and is in the namespace '\(namespace)' all the same")
    }
    if !shouldBeActive { try await client.suspendUser(login) }
    return Mended(
      account: OpenedAccount(
        login: login, password: password, names: try opening.names(namespace)),
      drift: view.drift)
  }

  /// Mends one thing; returns the password that the user has from then on when it is a new one.
  private func mend(
    _ drift: Drift, _ password: Secret?, _ reseller: PanelAccount, _ client: DNSmanagerClient
  ) async throws -> Secret? {
    switch drift {
    case .missingUser: return try await make(reseller, client)
    case .wrongActivity(isActive: false):
      try await client.resumeUser(login)
    case .wrongNamespace:
      return try await UserMove(opening: opening, reseller: reseller).run(client) ?? password
    case .unknownPassword where password == nil:
      let password = billing.passwords.next()
      try await client.resetPassword(of: login, to: password)
      return password
    case .wrongActivity, .unknownPassword, .staleParameters, .unwantedUser, .otherIntegration,
      .missingFreeDomain:
      break  // settled when the rest is done, or above the single user
    }
    return password
  }

  private func make(_ reseller: PanelAccount, _ client: DNSmanagerClient) async throws -> Secret {
    let password = billing.passwords.next()
    try await opening.create(login, password, reseller, client)
    return password
  }
}

extension UserConvergence {
  private var shouldBeActive: Bool {
    service.status == .active || !billing.configuration.suspendsUsers
  }

  private func activityDrift(_ user: PanelUser) -> [Drift] {
    guard let isActive = user.isActive, billing.configuration.suspendsUsers,
      isActive != shouldBeActive
    else { return [] }
    return [.wrongActivity(isActive: isActive)]
  }

  private func namespaceDrift(_ user: PanelUser, _ reseller: PanelAccount) throws -> [Drift] {
    guard let found = user.namespace else {
      throw opening.wrong(login, "shows no namespace, so his name servers are unknown")
    }
    guard let shared = reseller.namespace else {
      guard try billing.providedChoice(of: service) != opening.choice else {
        return isWished(found) ? [] : [.wrongNamespace(found: found, wanted: opening.choice)]
      }
      throw OperationFailure.permanent(
        .missed("namespace"),
        "\(opening.integration.label): the panel does not tell the reseller's namespace, so the user "
          + "cannot be moved; move him in DNSmanager")
    }
    let isShared = found.lowercased() == shared.lowercased()
    return isShared == (opening.choice == .provider) && isWished(found)
      ? [] : [.wrongNamespace(found: found, wanted: opening.choice)]
  }

  /// Whether a namespace is the one that the service asks for; without a wish any is.
  private func isWished(_ namespace: String) -> Bool {
    guard opening.choice == .private, let wish = service.namespace else { return true }
    return DomainName.canonical(namespace) == DomainName.canonical(wish)
  }

  private func passwordDrift() throws -> [Drift] {
    try billing.store.parameter(.password, of: service.id) == nil ? [.unknownPassword] : []
  }

  private func parameterDrift(_ user: PanelUser, _ drift: [Drift]) throws -> [Drift] {
    let isElsewhere = drift.contains { if case .wrongNamespace = $0 { true } else { false } }
    guard let namespace = user.namespace, !isElsewhere else { return [] }
    let account = OpenedAccount(
      login: login, password: nil, names: try opening.names(namespace))
    let stale = try account.parameters(opening.choice, opening.integration).filter { name, value in
      try billing.store.parameter(name, of: service.id) != value
    }
    return stale.isEmpty ? [] : [.staleParameters(stale.keys.sorted { $0.rawValue < $1.rawValue })]
  }
}
