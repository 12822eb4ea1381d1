/// Signs in with a name and a password, or with a one-use key, and opens a session.
enum Auth: PanelFunction {
  static let contract = Contract(
    name: "auth",
    summary: "Signs in and opens a session; the answer also sets the cookie `dnsmgrses5`.",
    access: .everyone,
    effect: .changes,
    fields: [
      .required("username", "login", example: "provider"),
      .optional("password", "the account's password; not needed with `key`", example: "secret"),
      .optional("key", "a key of `session.newkey`, good once", example: "0123456789abcdef"),
    ],
    refusals: [
      .refusal(
        .auth, "badpassword", when: "name, password or key are wrong",
        .observed("reference §2.4, bad password")),
      .refusal(
        .access, "account", when: "the account is suspended", .assumed("reference §4.8")),
    ],
    evidence: .documented("reference §1.2"))

  struct Input: FormDecodable {
    let username: String
    let password: String
    let key: String?

    init(_ form: Form) throws(PanelError) {
      username = try form.required("username")
      password = form["password"] ?? ""
      key = form["key"]
    }
  }

  static func answer(_ input: Input, in call: Call) throws -> Reply {
    let account = try account(input, in: call)
    try call.store.deleteSessionsAndKeys(
      overAt: call.now, sessionLifetime: call.settings.sessionLifetime)
    let id = try Identifiers(store: call.store).sessionID(
      digits: call.variation.sessionIDLength)
    try call.store.insert(
      Session(
        id: id, accountID: account.id, address: call.request.remoteAddress, used: call.now))
    let level = String(account.level.rawValue)
    return .document([
      Markup("auth", [Reply.Cell("id", id), Reply.Cell("level", level)], text: id)
    ])
  }

  private static func account(_ input: Input, in call: Call) throws -> Account {
    guard let key = input.key else {
      return try call.store.account(input.username, password: input.password)
    }
    guard let account = try call.store.account(named: input.username),
      try call.store.redeemSessionKey(key, now: call.now) == account.id
    else { throw PanelError.badPassword() }
    return try call.store.admitted(account)
  }
}
