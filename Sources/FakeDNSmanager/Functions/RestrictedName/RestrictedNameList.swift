/// Lists the names that no domain may have.
enum RestrictedNameList: PanelFunction {
  static let contract = Contract(
    name: "restrictdomain",
    summary: "Lists the names that no domain may have.",
    access: .administrators,
    effect: .reads,
    fields: PageRequest.fields,
    evidence: .assumed("reference §3.6: the page is documented, its names are not"))

  static func answer(_ input: PageRequest, in call: Call) throws -> Reply {
    try call.list(.restrictedNames, input)
  }
}
