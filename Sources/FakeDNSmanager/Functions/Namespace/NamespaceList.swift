/// Lists the namespaces.
enum NamespaceList: PanelFunction {
  static let contract = Contract(
    name: "namespace",
    summary: "Lists all namespaces with their addresses; `id` is what `namespace_id` takes.",
    access: .administrators,
    effect: .reads,
    evidence: .assumed("reference §3.6, the name and the columns"))

  static func answer(_ input: PageRequest, in call: Call) throws -> Reply {
    try call.list(.namespaces, input)
  }
}
