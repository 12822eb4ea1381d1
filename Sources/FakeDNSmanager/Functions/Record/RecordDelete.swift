/// Deletes records of a domain.
enum RecordDelete: PanelFunction {
  static let contract = Contract(
    name: "domain.record.delete",
    summary:
      "Deletes records; what is not there is passed over, and without `elid` nothing is deleted.",
    access: .users,
    effect: .changes,
    fields: [
      .required("plid", "name of the domain", example: "example.com"),
      .optional(
        "elid", "keys of records, joined by `, `", example: "www.example.com. A  192.0.2.5"),
    ],
    refusals: [
      .missedDomain,
      .refusal(.access, "domain", when: "the domain is a slave", .assumed("reference §4.6")),
      .refusal(
        .value, "elid", when: "it is the SOA record, or the last NS record of the domain itself",
        .assumed("reference §4.7")),
    ],
    evidence: .documented("reference §3.2"))

  struct Input: FormDecodable {
    let domain: String
    let keys: String?

    init(_ form: Form) throws(PanelError) {
      domain = try form.required("plid")
      keys = form["elid"]
    }
  }

  static func answer(_ input: Input, in call: Call) throws -> Reply {
    var domain = try call.editableDomain(input.domain)
    let records = try input.keys.map { try call.store.records(keys: $0, of: domain) } ?? []
    for record in records {
      try call.store.checkIsDispensable(record, of: domain)
      try call.store.delete(record, of: domain)
    }
    if !records.isEmpty { try call.store.touch(&domain, at: call.now) }
    return .done()
  }
}
