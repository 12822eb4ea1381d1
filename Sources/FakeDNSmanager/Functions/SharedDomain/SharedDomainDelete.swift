/// Ends the sharing of domains.
enum SharedDomainDelete: PanelFunction {
  static let contract = Contract.group(
    "shareddomain.delete", "Ends the sharing of domains; what users have made below them stays.",
    GroupKeys.field("names of shared domains", example: "example.com"), access: .resellers,
    refusals: [.noNamespace],
    evidence: .assumed("reference §3.6: the page is documented, its names are not"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    let namespace = try call.namespaceForDomain(wanted: nil)
    for key in input.keys {
      guard let name = DomainName(formValue: key),
        let shared = try call.store.sharedDomain(named: name.text, namespaceID: namespace.id)
      else { continue }
      try call.store.deleteSharedDomain(id: shared.id)
    }
    return .done()
  }
}
