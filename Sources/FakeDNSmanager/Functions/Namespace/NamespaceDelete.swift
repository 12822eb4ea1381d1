/// Deletes namespaces that nobody uses.
enum NamespaceDelete: PanelFunction {
  static let contract = Contract.group(
    "namespace.delete", "Deletes namespaces that nobody uses; one that is not there is no error.",
    GroupKeys.field("name of a namespace", example: "brand.example"), access: .administrators,
    refusals: [
      .refusal(
        .access, "namespace", when: "an account or a domain is in it, or it is the default one",
        .assumed("what is in use must stay"))
    ],
    evidence: .assumed("reference §3.6"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    for name in input.keys {
      guard let namespace = try call.findNamespace(name) else { continue }
      try call.store.deleteNamespaceIfUnused(
        id: namespace.id, keeping: call.settings.defaultNamespace)
      guard try call.store.namespace(id: namespace.id) == nil else {
        throw PanelError.access("namespace", value: name)
      }
    }
    return .done()
  }
}
