internal import Logging

extension World {
  /// Runs `body` with a fault armed, and takes it back whatever happens.
  public func withFault<Value>(
    _ effect: Fault.Effect, on match: Fault.Match = .init(), phase: Fault.Phase = .before,
    _ body: () async throws -> Value
  ) async rethrows -> Value {
    try await faults.withFault(Fault(effect, on: match, phase: phase), body)
  }

  /// The login that signed in for a call or is about to, where a fault asks for it.
  ///
  /// A session's account is looked up only then: it costs a question to the store.
  func faultedLogin(_ call: Panel.Request) -> String? {
    guard call.circumstances.function != Auth.contract.name else { return call.form["username"] }
    return switch call.credentials {
    case .none: nil
    case .password(let name, _): name
    case .session(let id), .cookie(let id):
      login(ofSession: id)
    }
  }

  private func login(ofSession id: String) -> String? {
    guard faults.asksForAccounts else { return nil }
    return try? store.change { try $0.login(ofSession: id) }
  }

  /// The login that a call names which nobody performed; empty when it names no account.
  ///
  /// It is the account's own writing and never the caller's, who may have put a password there.
  func claimedLogin(_ credentials: Credentials) -> String {
    do {
      return try store.change { transaction in
        switch credentials {
        case .none: nil
        case .password(let name, _): try transaction.account(named: name)?.name
        case .session(let id), .cookie(let id): try transaction.login(ofSession: id)
        }
      } ?? ""
    } catch {
      logger.error("An account could not be looked up", metadata: ["cause": "\(error)"])
      return ""
    }
  }

  /// Ends the session that a call came with.
  func loseSession(_ credentials: Credentials) {
    guard case .session(let id) = credentials.asSession else { return }
    do {
      try store.change { try $0.deleteSession(id: id) }
    } catch {
      logger.error("A session could not be ended", metadata: ["cause": "\(error)"])
    }
  }
}

extension Credentials {
  /// The session, however it came.
  fileprivate var asSession: Credentials {
    if case .cookie(let id) = self { .session(id: id) } else { self }
  }
}

extension Transaction {
  fileprivate func login(ofSession id: String) throws -> String? {
    try session(id: id).flatMap { try account(id: $0.accountID)?.name }
  }
}
