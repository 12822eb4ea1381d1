/// Ends the sharing of domains.
enum SharedDomainDelete: PanelFunction {
  static let contract = Contract.group(
    "shareddomain.delete", "Ends the sharing of domains; what users have made below them stays.",
    GroupKeys.field("names of shared domains", example: "example.com"), access: .resellers,
    refusals: [
      .noNamespace,
      .refusal(
        .access, "shareddomain", when: "another reseller shares it in the caller's namespace",
        .assumed("an ok would say that it is gone")),
    ],
    evidence: .assumed("reference §3.6: the page is documented, its names are not"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    let namespace = try call.namespaceForDomain(wanted: nil)
    for key in input.keys {
      guard let name = DomainName(formValue: key) else { continue }
      if let shared = try call.sharedDomains(name, in: namespace).first {
        try call.store.deleteSharedDomain(id: shared.id)
      } else if try !call.store.sharedDomains(named: name.text, namespaceID: namespace.id).isEmpty {
        throw PanelError.access("shareddomain", value: name.text)
      }
    }
    return .done()
  }
}
