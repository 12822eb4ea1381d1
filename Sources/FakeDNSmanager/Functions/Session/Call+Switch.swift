extension Call {
  /// Makes the session that the call came with act as another account from now on.
  ///
  /// Switching to an account that the session already went through goes back to it, which is assumed:
  /// no source shows how a browser returns.
  ///
  /// - Throws: `auth/badsession` when the call carries `authinfo` and no session; `access/su` when the
  ///   caller does not stand above the account.
  func switchSession(to target: Account) throws -> Reply {
    guard var session else { throw PanelError.badSession() }
    let accounts = [session.accountID] + session.switchedTo
    if let index = accounts.firstIndex(of: target.id) {
      session.switchedTo = Array(accounts.prefix(index + 1).dropFirst())
    } else {
      guard store.isAbove(account, target) else {
        throw PanelError.access("su", value: target.name)
      }
      session.switchedTo = Array(accounts.dropFirst()) + [target.id]
    }
    try store.update(session)
    return .done()
  }
}

extension [Contract.Refusal] {
  /// What switching a session can meet, besides an account that is not there.
  static var switching: Self {
    [
      .refusal(
        .auth, "badsession", when: "the call has no session to switch",
        .assumed("`authinfo` leaves none behind, reference §1.2")),
      .refusal(
        .access, "su", when: "the caller does not stand above the account",
        .assumed("reference §1.2 demands it and shows no refusal")),
    ]
  }
}
