/// Tells whose rights count, and the chain of accounts that led there.
enum WhoAmI: PanelFunction {
  static let contract = Contract(
    name: "whoami",
    summary:
      "Tells the account whose rights count; `path` lists the chain of `su`, outermost first.",
    access: .users,
    effect: .reads,
    evidence: .observed("reference §2.5"))

  static func answer(_ input: NoInput, in call: Call) throws -> Reply {
    .document(
      [Markup("user", try attributes(of: call.account, in: call))] + call.chain.map(path)
        + [
          Markup(
            "mgr", [Reply.Cell("version", version), Reply.Cell("dist", "3")], text: "dnsmgr"),
          Markup(
            "version", [Reply.Cell("mgr", "dnsmgr")],
            elements: [
              Markup("dnsmgr", [Reply.Cell("type", "release")], text: version),
              Markup("core", [Reply.Cell("type", "release")], text: coreVersion),
            ]),
        ])
  }

  /// Assumed: a version of the fifth generation; no capture of DNSmanager's own shows one.
  private static let version = "5.84.0"
  private static let coreVersion = "5.389.1-2024.04.12_08:22"

  private static func attributes(of account: Account, in call: Call) throws -> [Reply.Cell] {
    var cells = [
      Reply.Cell("realname", ""),
      Reply.Cell("level", String(account.level.rawValue)),
      Reply.Cell("hostname", ""),
      Reply.Cell("lang", account.language),
      Reply.Cell("name", account.name),
      Reply.Cell("id", String(account.id)),
      Reply.Cell("email", account.email),
      Reply.Cell("timezone", ""),
    ]
    if call.settings.tellsNamespaces, let id = account.namespaceID,
      let namespace = try call.store.namespace(id: id)
    {
      cells.append(Reply.Cell("namespace", namespace.name))
    }
    return cells
  }

  private static func path(_ account: Account) -> Markup {
    Markup(
      "path",
      [
        Reply.Cell("level", String(account.level.rawValue)), Reply.Cell("name", account.name),
      ], text: String(account.id))
  }
}
