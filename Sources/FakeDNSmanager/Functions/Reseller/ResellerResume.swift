/// Resumes suspended resellers.
enum ResellerResume: PanelFunction {
  static let contract = Contract(
    name: "reseller.resume",
    summary: "Resumes suspended resellers; users suspended for themselves stay so.",
    access: .administrators,
    effect: .changes,
    fields: [GroupKeys.field("login", example: "provider2")],
    refusals: .suspending(.reseller),
    evidence: .observed("reference §3.4"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    try call.setActive(true, input.keys, .reseller)
  }
}
