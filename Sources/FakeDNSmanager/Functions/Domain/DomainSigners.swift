internal import DNSWire

/// Lists the DS records that the registrar of a signed domain needs.
enum DomainSigners: PanelFunction {
  static let contract = Contract(
    name: "domain.ds",
    summary: "Lists the DS records of a domain; there are none while `dnssec` is off.",
    access: .users,
    effect: .reads,
    fields: [.required("elid", "name of the domain", example: "example.com")],
    refusals: [.missedDomain],
    evidence: .assumed("reference §4.9: that DS records are shown is documented, how is not"))

  struct Input: FormDecodable {
    let domain: String

    init(_ form: Form) throws(PanelError) { domain = try form.required("elid") }
  }

  static func answer(_ input: Input, in call: Call) throws -> Reply {
    var domain = try call.domain(input.domain)
    if call.mutants.contains(.showsForeignSigner) { domain.id += 1 }
    let signer = try call.store.delegationSigner(of: domain)
    return .list(Reply.List(key: "keytag", rows: signer.map { [row($0)] } ?? []))
  }

  /// The record as a row: its fields, and the line that a registrar takes.
  private static func row(_ record: ResourceRecord) -> [Reply.Cell] {
    let fields = "\(record.data)".split(separator: " ").map(String.init)
    return zip(["keytag", "algorithm", "digesttype", "digest"], fields).map {
      Reply.Cell($0, $1)
    } + [Reply.Cell("ds", "\(record.name) DS \(record.data)")]
  }
}
