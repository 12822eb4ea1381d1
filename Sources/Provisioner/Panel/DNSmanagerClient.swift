private import XMLReading

/// DNSmanager as one account sees it: one method per call.
///
/// Credentials go as `authinfo` in the body of a POST, never into an address (NS-59). Every method
/// throws ``ClientError``, and passes on what else the transport throws.
public struct DNSmanagerClient: Sendable {
  private let url: PanelURL
  private let username: String
  private let password: Secret
  private let verifiesTLS: Bool
  private let transport: PanelTransport

  /// Makes a client; asks nobody yet.
  public init(
    url: PanelURL, username: String, password: Secret, verifiesTLS: Bool = true,
    transport: PanelTransport
  ) {
    self.url = url
    self.username = username
    self.password = password
    self.verifiesTLS = verifiesTLS
    self.transport = transport
  }

  /// Asks who this account is, or who another one below it is.
  public func whoami(actingAs login: String? = nil) async throws -> PanelAccount {
    let reply = try await call(WireWords.whoami, actAs(login))
    guard let name = try reply.text(WireWords.callerName),
      let level = try reply.text(WireWords.callerLevel).flatMap({ Int($0) })
    else { throw ClientError.unreadable(line: 1, "whoami names no user and no level") }
    return PanelAccount(
      name: name, level: level, namespace: try reply.text(WireWords.callerNamespace))
  }

  /// Looks a user up by his form; `nil` when the panel says that there is none.
  ///
  /// A form without the login in it counts as none: some releases of a sister product answer so
  /// (API reference, section 5, number 15).
  public func user(_ login: String) async throws -> PanelUser? {
    do {
      let reply = try await call(WireWords.editUser, [(WireWords.element, login)])
      let user = try reply.user()
      return user?.name == login ? user : nil
    } catch ClientError.refused(let refusal)
      where refusal.type == WireWords.missedRefusal
      && WireWords.missingUserObjects.contains(refusal.object)
    {
      return nil
    }
  }

  /// Lists the users, or with a login only him.
  public func users(named login: String? = nil) async throws -> [PanelUser] {
    let filter = login.map { [(WireWords.filter, WireWords.on), (WireWords.name, $0)] } ?? []
    return try await call(WireWords.users, filter).users()
  }

  /// Lists the resellers; the account must be an administrator.
  public func resellers() async throws -> [PanelUser] {
    try await call(WireWords.resellers).users()
  }

  /// Creates a user under this account.
  public func createUser(_ user: NewPanelUser) async throws {
    try await create(user, function: WireWords.editUser)
  }

  /// Creates a reseller; no order ever needs one (NS-08).
  public func createReseller(_ user: NewPanelUser) async throws {
    try await create(user, function: WireWords.editReseller)
  }

  /// Changes a user's namespace or limit; what is `nil` stays.
  public func changeUser(
    _ login: String, namespace: String? = nil, domainLimit: Int? = nil
  ) async throws {
    var form = [(WireWords.element, login), (WireWords.name, login)]
    if let namespace { form.append((WireWords.namespace, namespace)) }
    if let domainLimit { form.append((WireWords.domainLimit, "\(domainLimit)")) }
    _ = try await call(WireWords.editUser, form + performing)
  }

  /// Deletes a user with his zones.
  public func deleteUser(_ login: String) async throws {
    _ = try await call(WireWords.deleteUser, [(WireWords.element, login)] + performing)
  }

  /// Suspends a user and his zones.
  public func suspendUser(_ login: String) async throws {
    _ = try await call(WireWords.suspendUser, [(WireWords.element, login)] + performing)
  }

  /// Undoes ``suspendUser(_:)``.
  public func resumeUser(_ login: String) async throws {
    _ = try await call(WireWords.resumeUser, [(WireWords.element, login)] + performing)
  }

  /// Gives a user another password, usable from every address.
  public func resetPassword(of login: String, to password: Secret) async throws {
    let form = [
      (WireWords.password, password.text), (WireWords.confirmation, password.text),
      (WireWords.addressPolicy, WireWords.anyAddress),
    ]
    _ = try await call(WireWords.ownSettings, actAs(login) + form + performing)
  }

  /// Takes a key that signs a user in once, for a short time, without his password.
  public func takeSessionKey(_ key: Secret, for login: String) async throws {
    _ = try await call(
      WireWords.newSessionKey, [(WireWords.username, login), (WireWords.sessionKey, key.text)])
  }

  /// Lists the names of the zones that a user sees.
  public func domains(actingAs login: String? = nil) async throws -> [String] {
    let reply = try await call(WireWords.domains, actAs(login))
    return try reply.column(WireWords.name)
  }

  /// Creates a master zone of a user with an address for its automatic records.
  public func createMasterZone(
    _ name: String, address: String, actingAs login: String? = nil
  ) async throws {
    let form = [
      (WireWords.name, name), (WireWords.zoneKind, WireWords.masterZone),
      (WireWords.addresses, address),
    ]
    _ = try await call(WireWords.editDomain, actAs(login) + form + performing)
  }

  /// Lists the names of all namespaces; the account must be an administrator.
  public func namespaces() async throws -> [String] {
    try await call(WireWords.namespaces).column(WireWords.name)
  }

  /// This account with the namespace that its DNS settings name, where ``whoami(actingAs:)`` told none.
  ///
  /// A panel that keeps its DNS settings to itself is no reason to fail: the user's form tells too.
  func withNamespace(_ account: PanelAccount) async throws -> PanelAccount {
    guard account.namespace == nil else { return account }
    do {
      let namespace = try await call(WireWords.dnsSettings)
        .text("string(/doc/\(WireWords.namespace))")
      return PanelAccount(name: account.name, level: account.level, namespace: namespace)
    } catch ClientError.refused {
      return account
    }
  }
}

extension DNSmanagerClient {
  typealias Fields = [(name: String, value: String)]

  private func secrets(in request: PanelRequest) -> [String] {
    let secret = [WireWords.password, WireWords.sessionKey]
    return [password.text] + request.form.filter { secret.contains($0.name) }.map(\.value)
  }

  var performing: Fields { [(WireWords.perform, "ok")] }

  private func actAs(_ login: String?) -> Fields {
    login.map { [(WireWords.actAs, $0)] } ?? []
  }

  private func create(_ user: NewPanelUser, function: String) async throws {
    var form: Fields = [
      (WireWords.name, user.name), (WireWords.password, user.password.text),
      (WireWords.confirmation, user.password.text),
    ]
    if let namespace = user.namespace { form.append((WireWords.namespace, namespace)) }
    if let limit = user.domainLimit { form.append((WireWords.domainLimit, "\(limit)")) }
    _ = try await call(function, form + performing)
  }

  func call(_ function: String, _ fields: Fields = []) async throws -> PanelAnswer {
    let form: Fields = [
      (WireWords.credentials, "\(username):\(password.text)"), (WireWords.output, "xml"),
      (WireWords.function, function),
    ]
    let request = PanelRequest(url: url, form: form + fields, verifiesTLS: verifiesTLS)
    do {
      return try PanelAnswer(try await transport.send(request))
    } catch let error as TransportError {
      throw ClientError.unreachable(error)
    } catch let error as ClientError {
      throw error.hiding(secrets(in: request))
    }
  }
}
