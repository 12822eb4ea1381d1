/// Deletes resellers.
enum ResellerDelete: PanelFunction {
  static let contract = Contract(
    name: "reseller.delete",
    summary: "Deletes resellers with their users, domains and namespaces.",
    access: .administrators,
    effect: .changes,
    fields: [GroupKeys.field("login", example: "provider2")],
    refusals: .deleting(.reseller),
    evidence: .observed("reference §3.4; that it cascades is assumed, §4.8"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    try call.delete(input.keys, .reseller)
  }
}
