/// Suspends resellers.
enum ResellerSuspend: PanelFunction {
  static let contract = Contract.group(
    "reseller.suspend", "Suspends resellers, and with them their users.",
    GroupKeys.field("login", example: "provider2"), access: .administrators,
    refusals: .suspending(.reseller),
    evidence: .observed("reference §3.4; that it reaches the users is assumed"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    try call.setActive(false, input.keys, .reseller)
  }
}
