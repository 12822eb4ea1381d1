/// Puts suspended domains back into service.
enum DomainResume: PanelFunction {
  static let contract = Contract(
    name: "domain.resume",
    summary: "Resumes suspended domains; those of a suspended owner stay out of service.",
    access: .users,
    effect: .changes,
    fields: [GroupKeys.field("names of domains", example: "example.com")],
    refusals: [.missedDomain],
    evidence: .assumed("reference §3.1: the column `active` exists"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    try call.setActive(true, input)
  }
}
