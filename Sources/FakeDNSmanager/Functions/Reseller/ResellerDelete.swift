/// Deletes resellers.
enum ResellerDelete: PanelFunction {
  static let contract = Contract.group(
    "reseller.delete", "Deletes resellers with their users, domains and namespaces.",
    GroupKeys.field("login", example: "provider2"), access: .administrators,
    refusals: .deleting(.reseller),
    evidence: .observed("reference §3.4; that it cascades is assumed, §4.8"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    try call.delete(input.keys, .reseller)
  }
}
