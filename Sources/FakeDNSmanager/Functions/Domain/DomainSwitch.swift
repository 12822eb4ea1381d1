/// Makes a session act as the owner of a domain.
enum DomainSwitch: PanelFunction {
  static let contract = Contract(
    name: "domain.su",
    summary: "Makes the session act as the owner of a domain.",
    access: .users,
    effect: .changes,
    fields: [.required("elid", "name of the domain", example: "example.com")],
    refusals: [.missedDomain] + .switching,
    evidence: .documented("reference §3.1"))

  struct Input: FormDecodable {
    let domain: String

    init(_ form: Form) throws(PanelError) { domain = try form.required("elid") }
  }

  static func answer(_ input: Input, in call: Call) throws -> Reply {
    let domain = try call.domain(input.domain)
    guard let owner = try call.store.account(id: domain.ownerID) else {
      throw PanelError.missed("domain", input.domain)
    }
    return try call.switchSession(to: owner)
  }
}
