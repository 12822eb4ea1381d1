/// Makes a session act as a reseller of the list.
enum ResellerSwitch: PanelFunction {
  static let contract = Contract(
    name: "reseller.su",
    summary: "Makes the session act as a reseller of the list.",
    access: .administrators,
    effect: .changes,
    fields: [.required("elid", "login of the reseller", example: "provider2")],
    refusals: [
      .refusal(
        .missed, "reseller", when: "there is no such account in the caller's reach",
        .assumed("reference §2.4, missed"))
    ] + .switching,
    evidence: .assumed("reference §3.4, named as `domain.su` is"))

  static func answer(_ input: Switch.Input, in call: Call) throws -> Reply {
    try call.switchSession(to: try call.account(input.login, .reseller))
  }
}
