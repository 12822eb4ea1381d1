/// Resumes suspended resellers.
enum ResellerResume: PanelFunction {
  static let contract = Contract.group(
    "reseller.resume", "Resumes suspended resellers; users suspended for themselves stay so.",
    GroupKeys.field("login", example: "provider2"), access: .administrators,
    refusals: .suspending(.reseller),
    evidence: .observed("reference §3.4"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    try call.setActive(true, input.keys, .reseller)
  }
}
