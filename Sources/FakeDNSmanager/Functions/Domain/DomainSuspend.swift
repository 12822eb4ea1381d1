/// Takes domains out of service and keeps them.
enum DomainSuspend: PanelFunction {
  static let contract = Contract.group(
    "domain.suspend", "Suspends domains: they stay in the list with `active` off.",
    GroupKeys.field("names of domains", example: "example.com"), access: .users,
    refusals: [.missedDomain],
    evidence: .assumed("reference §3.1: the column `active` exists"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    try call.setActive(false, input)
  }
}
