/// Lists the records of a domain.
enum RecordList: PanelFunction {
  static let contract = Contract(
    name: "domain.record",
    summary: "Lists the records of a domain; `rkey` is what `elid` takes.",
    access: .users,
    effect: .reads,
    fields: [
      .required("elid", "name of the domain; `plid` does as well", example: "example.com")
    ] + PageRequest.fields,
    refusals: [.missedDomain],
    evidence: .documented("reference §3.2"))

  struct Input: FormDecodable {
    let domain: String
    let page: PageRequest

    init(_ form: Form) throws(PanelError) {
      guard let name = form["elid"] ?? form["plid"] else { throw .required("elid") }
      domain = name
      page = try PageRequest(form)
    }
  }

  static func answer(_ input: Input, in call: Call) throws -> Reply {
    try call.list(.records(of: try call.domain(input.domain)), input.page)
  }
}
