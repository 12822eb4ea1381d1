/// Puts suspended domains back into service.
enum DomainResume: PanelFunction {
  static let contract = Contract.group(
    "domain.resume", "Resumes suspended domains; those of a suspended owner stay out of service.",
    GroupKeys.field("names of domains", example: "example.com"), access: .users,
    refusals: [.missedDomain],
    evidence: .assumed("reference §3.1: the column `active` exists"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    try call.setActive(true, input)
  }
}
