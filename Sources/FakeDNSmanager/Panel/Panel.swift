/// Performs calls on one world's store: the order of the checks, and the one transaction.
struct Panel: Sendable {
  let store: Store
  let mutants: Set<Mutant>

  /// One call, apart from how it came and how its answer goes out.
  struct Request: Sendable {
    /// The parameters, with their names as the world's mode understands them.
    var form: Form
    var credentials: Credentials
    var circumstances: Call.Circumstances
    /// The `Referer` header, and the host that this panel goes by.
    var referer: String?
    var host: String
    var now: WorldTime
  }

  /// How a call ended, and whose rights counted.
  struct Performed: Sendable {
    var outcome: Outcome
    var settings = WorldSettings()
    var account = ""
    var level = AccessLevel.nobody
    /// The session that the call came with, when it was good.
    var sessionID: String?
  }

  /// Performs one call in one transaction, which is rolled back when it is refused; its session is
  /// renewed all the same (documented, reference §1.2: each call renews).
  ///
  /// The order of the checks is the same for every function: function known, caller known, caller
  /// allowed, fields usable, state allows. That order is assumed; it is one place to change.
  func perform(_ request: Request) throws -> Performed {
    var performed = Performed(outcome: .failure(.internalFault()))
    var variation = Variation.standard
    let name = request.circumstances.function
    do {
      let reply = try store.change { transaction in
        let settings = try transaction.settings()
        if settings.vary { variation = Variation(seed: try transaction.seed()) }
        performed.settings = variation.applied(to: settings)
        return try answer(request, in: transaction, variation, &performed)
      }
      performed.outcome = .success(variation.applied(to: reply, of: name))
    } catch let error as PanelError {
      if let id = performed.sessionID {
        try store.change { try $0.renewSession(id: id, at: request.now) }
      }
      performed.outcome = .failure(variation.applied(to: error, of: name))
    }
    return performed
  }

  private func answer(
    _ request: Request, in transaction: Transaction, _ variation: Variation,
    _ performed: inout Performed
  ) throws -> Reply {
    let name = request.circumstances.function
    // That an unknown function is `missed/func` is assumed (reference §2.4, §6).
    guard let function = FunctionCatalog.byName[name] else { throw PanelError.missed("func", name) }
    let caller = try caller(
      of: request, for: function.contract, in: transaction, performed.settings)
    performed.account = caller.account?.name ?? ""
    performed.level = caller.level
    performed.sessionID = caller.session?.id
    try admit(caller, to: function.contract, request)
    // Functions for everyone are the only ones that nobody may call; they never look at the account.
    let account = caller.account ?? .nobody
    return try function.answer(
      try performed.settings.mode.admitted(request.form, to: function.contract),
      Call(
        store: transaction, account: account, chain: caller.chain, session: caller.session,
        now: request.now, settings: performed.settings, variation: variation,
        request: request.circumstances, mutants: mutants))
  }

  /// Finds out who calls and as whom.
  ///
  /// Where everyone is admitted, credentials that are no longer good are as none: a program with an old
  /// cookie must be able to sign in anew.
  private func caller(
    of request: Request, for contract: Contract, in transaction: Transaction,
    _ settings: WorldSettings
  ) throws -> Caller {
    do {
      let caller = try transaction.caller(
        request.credentials, from: request.circumstances.remoteAddress, now: request.now,
        settings: settings)
      guard let login = request.form["su"], caller.account != nil else { return caller }
      return try transaction.switching(caller, to: login)
    } catch is PanelError where contract.access == .everyone {
      return .nobody
    }
  }

  private func admit(_ caller: Caller, to contract: Contract, _ request: Request) throws {
    guard contract.access != .everyone else { return }
    guard caller.account != nil else { throw PanelError.badSession() }
    let admitted =
      contract.access.admits(caller.level) || mutants.contains(.admitsUsersEverywhere)
    guard admitted else { throw PanelError.access(contract.name) }
    if caller.usesCookie, contract.performs(request.form), !request.hasOwnReferer,
      request.form["sok"]?.lowercased() != "yes"
    {
      throw PanelError(.refererConfirm, object: contract.name)
    }
  }
}

extension Panel.Request {
  /// Whether the `Referer` names this panel's own host (reference §5, quirk 4).
  fileprivate var hasOwnReferer: Bool {
    guard let referer, let start = referer.firstRange(of: "://")?.upperBound else { return false }
    return referer[start...].prefix { $0 != "/" } == host
  }
}

extension Account {
  /// Stands for a caller who is not signed in, where a function admits everyone.
  fileprivate static let nobody = Account(
    name: "", level: .nobody, password: StoredPassword(stored: ""))
}
