/// Deletes other administrators.
enum AdministratorDelete: PanelFunction {
  static let contract = Contract(
    name: "\(AccountKind.administrator.word).delete",
    summary: "Deletes other administrators; as nobody deletes himself, one always stays.",
    access: .administrators,
    effect: .changes,
    fields: [GroupKeys.field("login", example: "second")],
    refusals: .deleting(.administrator),
    evidence: .assumed("reference §3.4, the name is ISPmanager's"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    try call.delete(input.keys, .administrator)
  }
}
