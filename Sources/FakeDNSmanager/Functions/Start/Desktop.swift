/// Shows what a caller sees first: the answer to a call that names no function, too.
enum Desktop: PanelFunction {
  static let contract = Contract(
    name: "desktop",
    summary:
      "Shows the start page, with the menu; a call without `func` by who is signed in is one.",
    access: .users,
    effect: .reads,
    evidence: .observed("reference §3.5, other products, and §1.4; the contents are assumed"))

  static func answer(_ input: NoInput, in call: Call) throws -> Reply {
    .document([
      Markup(
        "user",
        [
          Reply.Cell("name", call.account.name),
          Reply.Cell("level", String(call.account.level.rawValue)),
        ]), Menu.markup(for: call.account),
    ])
  }
}
