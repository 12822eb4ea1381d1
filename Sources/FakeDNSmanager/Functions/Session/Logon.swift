/// Ends the session of the call and shows the form to sign in with.
enum Logon: PanelFunction {
  static let contract = Contract(
    name: "logon",
    summary: "Shows the form of `auth`; a session that the call came with is over.",
    access: .everyone,
    effect: .changes,
    evidence: .assumed("reference §6, log-out call"))

  static func answer(_ input: NoInput, in call: Call) throws -> Reply {
    try call.endSession()
    return .form(
      Reply.FormView(fields: [Reply.Cell("username", ""), Reply.Cell("password", "")]))
  }
}
