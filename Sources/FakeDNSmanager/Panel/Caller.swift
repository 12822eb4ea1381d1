/// Who calls: the accounts from the one that signed in to the one whose rights count.
struct Caller: Sendable {
  var chain: [Account]
  var session: Session?
  var usesCookie = false

  /// Nobody: only functions for everyone answer.
  static let nobody = Caller(chain: [], session: nil)

  var account: Account? { chain.last }
  var level: AccessLevel { account?.level ?? .nobody }
}

extension Transaction {
  /// Finds out who calls.
  ///
  /// - Throws: `auth/badpassword` for a wrong name or password, or an address that may not use
  ///   `authinfo`; `auth/badsession` for a session that is unknown, over, or another address's;
  ///   `access/account` for a suspended account, which is assumed (reference §4.8).
  func caller(
    _ credentials: Credentials, from address: String, now: WorldTime, settings: WorldSettings
  ) throws -> Caller {
    switch credentials {
    case .none: return .nobody
    case .password(let name, let password):
      guard settings.admitsAuthinfo(from: address) else { throw PanelError.badPassword() }
      return Caller(chain: [try account(name, password: password)], session: nil)
    case .session(let id):
      return try caller(sessionID: id, from: address, now: now, settings: settings)
    case .cookie(let id):
      var caller = try caller(sessionID: id, from: address, now: now, settings: settings)
      caller.usesCookie = true
      return caller
    }
  }

  /// Returns the account that signs in with that name and password.
  ///
  /// - Throws: `auth/badpassword`; `access/account` when it is suspended.
  func account(_ name: String, password: String) throws -> Account {
    guard let account = try account(named: name), passwords.isRight(password, for: account.password)
    else {
      throw PanelError.badPassword()
    }
    return try admitted(account)
  }

  /// Returns an account that has shown who it is when it may act.
  ///
  /// - Throws: `access/account` when it is suspended.
  func admitted(_ account: Account) throws -> Account {
    guard try isActive(account) else { throw PanelError.access("account", value: account.name) }
    return account
  }

  private func caller(
    sessionID: String, from address: String, now: WorldTime, settings: WorldSettings
  ) throws -> Caller {
    guard let stored = try session(id: sessionID),
      now.seconds(since: stored.used) <= settings.sessionLifetime,
      !settings.bindsSessionsToAddress || stored.address == address
    else { throw PanelError.badSession() }
    let chain = try chain(of: stored)
    guard let first = chain.first, try isActive(first) else { throw PanelError.badSession() }
    var session = stored
    session.switchedTo = chain.dropFirst().map(\.id)
    session.used = now
    // Times are whole seconds: of several calls within one, only the first has something to write.
    if session != stored { try update(session) }
    return Caller(chain: chain, session: session)
  }

  /// The accounts that a session went through, up to the first that is gone.
  ///
  /// That a session goes back when the account is deleted that it had switched to is assumed: the
  /// person who signed in is still there, and has to be able to sign out.
  private func chain(of session: Session) throws -> [Account] {
    var chain: [Account] = []
    for id in [session.accountID] + session.switchedTo {
      guard let account = try account(id: id) else { break }
      chain.append(account)
    }
    return chain
  }

  /// Notes that a session was used, where it is still there.
  func renewSession(id: String, at now: WorldTime) throws {
    guard var session = try session(id: id), session.used != now else { return }
    session.used = now
    try update(session)
  }

  /// Lets the caller act as another account, for one call.
  ///
  /// - Throws: `missed/user` when there is no such account; `access/su` when the caller does not stand
  ///   above it. Both are assumed; the documents say only that the caller must be above.
  func switching(_ caller: Caller, to name: String) throws -> Caller {
    guard let superior = caller.account else { throw PanelError.badSession() }
    guard let account = try account(named: name) else { throw PanelError.missed("user", name) }
    if account.id == superior.id { return caller }
    guard isAbove(superior, account) else { throw PanelError.access("su", value: name) }
    var result = caller
    result.chain.append(account)
    return result
  }
}

extension WorldSettings {
  /// Whether `authinfo` is taken from that address (`RestrictAuthinfoRange`, reference §1.2).
  fileprivate func admitsAuthinfo(from address: String) -> Bool {
    guard let authinfoAddresses else { return true }
    return authinfoAddresses.contains { AddressRange($0)?.contains(address) ?? false }
  }
}
