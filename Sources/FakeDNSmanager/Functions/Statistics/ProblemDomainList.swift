/// Lists slave domains whose master is out of reach.
enum ProblemDomainList: PanelFunction {
  static let contract = Contract(
    name: "problemdomain",
    summary: "Lists slave domains that were not transferred or confirmed for 24 hours.",
    access: .users,
    effect: .reads,
    fields: PageRequest.fields,
    evidence: .assumed("reference §3.6: the page is documented, its names are not"))

  /// Seconds (documented, reference §3.6 and §5, quirk 21); a new one has them as well (assumed).
  private static let patience: Int64 = 86_400

  static func answer(_ input: PageRequest, in call: Call) throws -> Reply {
    try call.list(
      .problemDomains(in: call.domainScope(), notRefreshedSince: limit(in: call)), input)
  }

  /// Domains that were last refreshed, or made, before it are problems.
  static func limit(in call: Call) -> WorldTime { call.now.advanced(by: -patience) }
}
