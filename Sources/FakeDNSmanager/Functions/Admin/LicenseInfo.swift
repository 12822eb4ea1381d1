/// Tells which licence the panel runs under.
enum LicenseInfo: PanelFunction {
  static let contract = Contract(
    name: "license.info",
    summary: "Tells the licence; the simulated one never ends.",
    access: .administrators,
    effect: .reads,
    evidence: .assumed("reference §3.5 has the name from other products; the fields are ours"))

  static func answer(_ input: NoInput, in call: Call) throws -> Reply {
    .form(
      Reply.FormView(fields: [
        Reply.Cell("licname", "DNSmanager 5"), Reply.Cell("licstatus", "active"),
        Reply.Cell("licexpire", "unlimited"),
      ]))
  }
}
