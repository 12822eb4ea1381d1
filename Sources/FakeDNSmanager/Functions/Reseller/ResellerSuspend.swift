/// Suspends resellers.
enum ResellerSuspend: PanelFunction {
  static let contract = Contract(
    name: "reseller.suspend",
    summary: "Suspends resellers, and with them their users.",
    access: .administrators,
    effect: .changes,
    fields: [GroupKeys.field("login", example: "provider2")],
    refusals: .suspending(.reseller),
    evidence: .observed("reference §3.4; that it reaches the users is assumed"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    try call.setActive(false, input.keys, .reseller)
  }
}
