/// Makes a session act as another account.
enum Switch: PanelFunction {
  static let contract = Contract(
    name: "su",
    summary: "Makes the session act as an account below the caller, or go back to one above.",
    access: .users,
    effect: .changes,
    fields: [.required("elid", "login of the account", example: "dns117")],
    refusals: [
      .refusal(
        .missed, "user", when: "there is no such account", .assumed("reference §2.4, missed"))
    ] + .switching,
    evidence: .observed("reference §1.2"))

  struct Input: FormDecodable {
    let login: String

    init(_ form: Form) throws(PanelError) { login = try form.required("elid") }
  }

  static func answer(_ input: Input, in call: Call) throws -> Reply {
    guard let account = try call.store.account(named: input.login) else {
      throw PanelError.missed("user", input.login)
    }
    return try call.switchSession(to: account)
  }
}
