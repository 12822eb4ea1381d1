/// Asks for slave domains to be transferred from their masters again.
enum DomainRefresh: PanelFunction {
  static let contract = Contract(
    name: "domain.refresh",
    summary:
      "Accepts the wish to transfer slave domains again; the panel itself transfers nothing.",
    access: .users,
    effect: .changes,
    fields: [GroupKeys.field("names of slave domains", example: "example.com")],
    refusals: [
      .missedDomain,
      .refusal(
        .value, "elid", when: "the domain is a master",
        .assumed("reference §3.1 lists it for slaves")),
    ],
    evidence: .observed("reference §3.1"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    for domain in try call.domains(input) where domain.kind != .slave {
      throw PanelError.value(domain.name, of: "elid", expected: "a slave domain")
    }
    return .done()
  }
}
