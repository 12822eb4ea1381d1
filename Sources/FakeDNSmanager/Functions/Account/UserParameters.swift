/// Shows or changes one's own password and settings.
enum UserParameters: PanelFunction {
  static let contract = Contract(
    name: "usrparam",
    summary: "Shows or changes the password and the settings of the account whose rights count.",
    access: .users,
    effect: .changes,
    showsForm: true,
    fields: [
      .optional("sok", "any text: perform, and not only show", example: "ok"),
      .optional("passwd", "new password: \(Password.formDescription)", example: "secret"),
      .optional("confirm", "the password again", example: "secret"),
      .optional("atype", "from where one may sign in: \(Origin.formDescription)", example: "atany"),
    ],
    refusals: [
      .refusal(
        .value, "confirm", when: "it differs from `passwd`", .assumed("reference §6")),
      .refusal(.value, "atype", when: "it is none of those", .assumed("reference §3.5")),
    ],
    evidence: .observed("reference §3.5"))

  /// From where an account may sign in; only ``anywhere`` is observed, and none is enforced: what the
  /// others would be compared with is not known.
  enum Origin: String, CaseIterable, FormValue {
    case anywhere = "atany"
    case currentAddress = "atcurrent"
    case session = "atsession"
    case list = "atlist"
  }

  struct Input: FormDecodable {
    let saves: Bool
    let password: Password?
    let origin: Origin?

    init(_ form: Form) throws(PanelError) {
      saves = form.saves
      password = saves ? try form.newPassword() : nil
      origin = saves ? try form.optional("atype") : nil
    }
  }

  static func answer(_ input: Input, in call: Call) throws -> Reply {
    guard input.saves else {
      return .form(Reply.FormView(fields: fields(of: call.account), selects: [origins]))
    }
    var account = call.account
    try call.setPassword(input.password, of: &account)
    account.loginAddresses = input.origin?.rawValue ?? account.loginAddresses
    try call.store.update(account)
    return .done(Reply.Done(saved: [Reply.Cell("atype", account.loginAddresses)]))
  }

  private static func fields(of account: Account) -> [Reply.Cell] {
    [
      Reply.Cell("name", account.name), Reply.Cell("passwd", ""), Reply.Cell("confirm", ""),
      Reply.Cell("atype", account.loginAddresses),
    ]
  }

  private static let origins = Reply.FormView.Select(
    field: "atype",
    choices: Origin.allCases.map { Reply.Cell($0.rawValue, $0.rawValue) })
}
