/// Lets somebody sign in once without a password.
enum SessionNewKey: PanelFunction {
  static let contract = Contract(
    name: "session.newkey",
    summary: "Takes a key that `auth` accepts once instead of a password, for a short time.",
    access: .users,
    effect: .changes,
    fields: [
      .required("key", "at least \(minimumLength) characters", example: "0123456789abcdef"),
      .optional("username", "whose login it is; without it the caller's", example: "dns117"),
    ],
    refusals: [
      .refusal(
        .value, "key", when: "it is shorter", .documented("reference §1.2; the refusal is assumed")),
      .refusal(
        .missed, "user", when: "there is no such account below the caller",
        .assumed("reference §2.4, missed")),
      .refusal(
        .exists, "key", when: "it is a key for another account",
        .assumed("reference §1.2 has the caller choose it")),
    ],
    evidence: .documented("reference §1.2"))

  /// Characters (documented, reference §1.2).
  private static let minimumLength = 16

  struct Input: FormDecodable {
    let key: String
    let username: String?

    /// A refusal of the key never carries it: it is as good as a password.
    init(_ form: Form) throws(PanelError) {
      key = try form.required("key")
      guard key.count >= minimumLength else {
        throw .value("", of: "key", expected: "at least \(minimumLength) characters long")
      }
      username = form["username"]
    }
  }

  static func answer(_ input: Input, in call: Call) throws -> Reply {
    let account = try account(input, in: call)
    try call.store.deleteSessionsAndKeys(
      overAt: call.now, sessionLifetime: call.settings.sessionLifetime)
    let expires = call.now.advanced(by: call.settings.sessionKeyLifetime)
    guard try call.store.insertSessionKey(input.key, accountID: account.id, expires: expires)
    else { throw PanelError.exists("key", "") }
    return .done()
  }

  private static func account(_ input: Input, in call: Call) throws -> Account {
    guard let name = input.username else { return call.account }
    guard let account = try call.store.account(named: name),
      account.id == call.account.id || call.store.isAbove(call.account, account)
    else { throw PanelError.missed("user", name) }
    return account
  }
}
