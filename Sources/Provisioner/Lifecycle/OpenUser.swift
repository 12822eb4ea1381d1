/// The part of opening that talks to the panel: one user, made or taken over, and looked at.
struct OpenUser {
  let billing: Provisioner
  let service: Service
  let choice: NameServerChoice
  let integration: Integration

  var mutant: ProvisionerMutant? { billing.configuration.mutant }
  var baseLogin: String {
    mutant == .namesPrivateApart && choice == .private
      ? "private\(service.id)" : billing.login(of: service)
  }

  func run() async throws -> OpenedAccount {
    try await billing.asking(integration) { client in
      let reseller = try await reseller(client)
      let password = billing.passwords.next()
      if mutant == .mailsBeforeSuccess { try await mailTooEarly(password, reseller) }
      var login = baseLogin
      if let existing = try await client.user(login) {
        if mutant == .secondUserOnRetry {
          login += "1"
          try await create(login, password, reseller, client)
        } else {
          try await adopt(existing, password, reseller, client)
        }
      } else {
        try await create(login, password, reseller, client)
      }
      try billing.configuration.checkpoint(.userReady)
      let namespace = try await readBack(login, reseller, client)
      return OpenedAccount(
        login: login, password: password,
        names: try names(namespace))
    }
  }

  /// Who the integration's account is; it must be a reseller (NS-17, NS-37).
  func reseller(_ client: DNSmanagerClient) async throws -> PanelAccount {
    let account = try await client.whoami()
    guard account.level == WireWords.resellerLevel else {
      throw OperationFailure.permanent(
        .access("nameserver", "\(integration.id)"),
        "\(integration.label): the account '\(account.name)' has level \(account.level); "
          + "give the integration an account of role reseller (level \(WireWords.resellerLevel))")
    }
    return try await client.withNamespace(account)
  }

  func create(
    _ login: String, _ password: Secret, _ reseller: PanelAccount, _ client: DNSmanagerClient
  ) async throws {
    let user = NewPanelUser(
      name: login, password: password, namespace: try ownNamespace(reseller),
      domainLimit: billing.configuration.domainLimit)
    // Before the request: when its answer is lost, the next try must ask the same panel.
    try saveIntent(login)
    do {
      if mutant == .createsReseller {
        try await client.createReseller(user)
      } else {
        try await client.createUser(user)
      }
      if mutant == .makesSecondPrivateUser, choice == .private {
        try await client.createUser(
          NewPanelUser(
            name: "\(login)b", password: password, namespace: nil, domainLimit: user.domainLimit))
      }
    } catch ClientError.refused(let refusal) {
      try await settle(refusal, login, password, reseller, client)
    }
  }

  /// The panel said no to a new user: he is there already, or may not be.
  private func settle(
    _ refusal: ClientError.Refusal, _ login: String, _ password: Secret, _ reseller: PanelAccount,
    _ client: DNSmanagerClient
  ) async throws {
    let isTaken = refusal.type == WireWords.existsRefusal && refusal.value == login
    if isTaken, let existing = try await client.user(login) {
      return try await adopt(existing, password, reseller, client)
    }
    // A panel need not show users of others; the mutant goes on all the same.
    if isTaken, mutant == .adoptsForeignUser { return }
    let error = ClientError.refused(refusal)
    // A fault inside the panel may have come after the user was made: then the next try must ask here.
    if error.isPermanent { try billing.store.dropParameters(of: service.id) }
    guard isTaken else { throw error }
    throw foreign(login, "another account")
  }

  /// Takes over a user of ours; his old password is unknown to the mail, so he gets a new one.
  private func adopt(
    _ user: PanelUser, _ password: Secret, _ reseller: PanelAccount, _ client: DNSmanagerClient
  ) async throws {
    let user = try await complete(user, client)
    guard user.parent == reseller.name || mutant == .adoptsForeignUser else {
      throw foreign(user.name, user.parent ?? "an unknown account")
    }
    _ = try checkedNamespace(of: user, reseller)
    try saveIntent(user.name)
    // Whoever is suspended cannot log in with the password that is mailed.
    if user.isActive == false { try await client.resumeUser(user.name) }
    guard mutant != .keepsOldPasswordWhenAdopting else { return }
    try await client.resetPassword(of: user.name, to: password)
  }

  /// Remembers the panel; the password that is stored, if any, ends here.
  func saveIntent(_ login: String) throws {
    try billing.store.saveIntent(
      [.integration: "\(integration.id)", .username: login], forgetting: [.password],
      of: service.id)
    try billing.configuration.checkpoint(.intentSaved)
  }

  func foreign(_ login: String, _ owner: String) -> OperationFailure {
    .permanent(
      .exists("user", login),
      "\(integration.label): the user '\(login)' exists and belongs to \(owner), not to "
        + "'\(integration.username)'; he was not touched: rename or remove him in DNSmanager")
  }
}

extension OpenUser {
  /// Looks at the user as he is now: role, parent and namespace (NS-08, 16, 17, 26, 28).
  func readBack(
    _ login: String, _ reseller: PanelAccount, _ client: DNSmanagerClient
  ) async throws -> String {
    guard let found = try await client.user(login) else {
      throw OperationFailure.temporary(
        .missed("user", login),
        "\(integration.label): the user '\(login)' was made and is not there")
    }
    let user = try await complete(found, client)
    let level = try await client.whoami(actingAs: login).level
    guard level == WireWords.userLevel else {
      throw wrong(login, "has level \(level) instead of \(WireWords.userLevel)")
    }
    guard user.parent == reseller.name || mutant == .adoptsForeignUser else {
      throw foreign(login, user.parent ?? "an unknown account")
    }
    return try checkedNamespace(of: user, reseller)
  }

  /// The form need not show everything; the list does.
  func complete(_ user: PanelUser, _ client: DNSmanagerClient) async throws -> PanelUser {
    guard user.parent == nil || user.namespace == nil else { return user }
    return try await client.users(named: user.name).first { $0.name == user.name } ?? user
  }

  private func checkedNamespace(
    of user: PanelUser, _ reseller: PanelAccount
  ) throws -> String {
    guard let namespace = user.namespace else {
      throw wrong(user.name, "shows no namespace, so his name servers are unknown")
    }
    // Without the reseller's namespace there is nothing to compare with; the user's own still gives
    // the right names.
    guard let shared = reseller.namespace else { return namespace }
    let isShared = namespace.lowercased() == shared.lowercased()
    if choice == .private, isShared, mutant != .providerNamespaceForPrivate {
      throw wrong(user.name, "is in the reseller's namespace '\(shared)', not in one of his own")
    }
    if choice == .provider, !isShared {
      throw wrong(
        user.name, "is in the namespace '\(namespace)', not in the reseller's '\(shared)'")
    }
    return namespace
  }

  func wrong(_ login: String, _ what: String) -> OperationFailure {
    .permanent(.value("user", login), "\(integration.label): the user '\(login)' \(what)")
  }

  /// The name for a private namespace; `nil` shares the reseller's.
  ///
  /// Assumed: billing reference, U2: the one asked for, else the service's domain, else one below
  /// the reseller's.
  func ownNamespace(_ reseller: PanelAccount) throws -> String? {
    guard choice == .private, mutant != .providerNamespaceForPrivate else { return nil }
    let below = reseller.namespace.map { "\(baseLogin).\($0)" }
    guard let name = service.namespace ?? service.domain ?? below else {
      throw OperationFailure.permanent(
        .missed("namespace"),
        "\(integration.label): the panel does not tell the reseller's namespace; give the service "
          + "a namespace or a domain")
    }
    let namespace = try names(name).namespace
    // A panel may take this for "shared"; the user would have to be thrown away again (NS-26).
    guard namespace != reseller.namespace?.lowercased() else {
      throw OperationFailure.permanent(
        .value("namespace", namespace),
        "\(integration.label): the namespace '\(namespace)' is the reseller's own; a private user "
          + "needs one that nobody has")
    }
    return namespace
  }

  func names(_ namespace: String) throws -> NameServerNames {
    do {
      return try NameServerNames(namespace: namespace, mutant: mutant)
    } catch {
      throw OperationFailure.permanent(.value("namespace", namespace), error.description)
    }
  }

  private func mailTooEarly(_ password: Secret, _ reseller: PanelAccount) async throws {
    let account = OpenedAccount(
      login: baseLogin, password: password, names: try names(reseller.namespace ?? ""))
    let mail = try billing.compose(account, for: service, integration, nil)
    try await billing.outbox.deliver(
      DeliverableMail(
        id: 0, service: service.id, sender: billing.configuration.sender,
        recipient: mail.recipient, message: mail.message))
  }
}
