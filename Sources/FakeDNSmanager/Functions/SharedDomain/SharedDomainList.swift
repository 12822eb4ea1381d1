/// Lists the domains that an account shares.
enum SharedDomainList: PanelFunction {
  static let contract = Contract(
    name: "shareddomain",
    summary:
      "Lists the domains that one shares with the users of the namespace; all for administrators.",
    access: .resellers,
    effect: .reads,
    fields: PageRequest.fields,
    refusals: [.noNamespace],
    evidence: .assumed("reference §3.6: the page is documented, its names are not"))

  static func answer(_ input: PageRequest, in call: Call) throws -> Reply {
    let namespace = try call.namespaceForDomain(wanted: nil)
    return try call.list(.sharedDomains(of: namespace, for: call.account), input)
  }
}
