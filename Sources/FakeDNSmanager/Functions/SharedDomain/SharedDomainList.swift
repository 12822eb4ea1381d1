/// Lists the shared domains of a namespace.
enum SharedDomainList: PanelFunction {
  static let contract = Contract(
    name: "shareddomain",
    summary: "Lists the domains below which all users of the namespace may make their own.",
    access: .resellers,
    effect: .reads,
    fields: PageRequest.fields,
    refusals: [.noNamespace],
    evidence: .assumed("reference §3.6: the page is documented, its names are not"))

  static func answer(_ input: PageRequest, in call: Call) throws -> Reply {
    try call.list(.sharedDomains(of: try call.namespaceForDomain(wanted: nil)), input)
  }
}
