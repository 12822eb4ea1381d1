/// Makes a session act as a user of the list.
enum UserSwitch: PanelFunction {
  static let contract = Contract(
    name: "user.su",
    summary: "Makes the session act as a user of the list.",
    access: .resellers,
    effect: .changes,
    fields: [.required("elid", "login of the user", example: "dns117")],
    refusals: [
      .refusal(
        .missed, "user", when: "there is no such account in the caller's reach",
        .assumed("reference §2.4, missed"))
    ] + .switching,
    evidence: .assumed("reference §3.3, named as `domain.su` is"))

  static func answer(_ input: Switch.Input, in call: Call) throws -> Reply {
    try call.switchSession(to: try call.account(input.login, .user))
  }
}
