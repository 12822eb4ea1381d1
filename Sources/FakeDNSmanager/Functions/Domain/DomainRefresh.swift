/// Asks for slave domains to be transferred from their masters again.
enum DomainRefresh: PanelFunction {
  static let contract = Contract(
    name: "domain.refresh",
    summary:
      "Has the name server transfer slave domains from their masters again, as soon as it can.",
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
    let domains = try call.domains(input)
    for domain in domains where domain.kind != .slave {
      throw PanelError.value(domain.name, of: "elid", expected: "a slave domain")
    }
    for domain in domains { try call.store.requestTransfer(ofDomain: domain.id) }
    return .done()
  }
}
