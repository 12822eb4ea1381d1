/// Deletes other administrators.
enum AdministratorDelete: PanelFunction {
  static let contract = Contract.group(
    "\(AccountKind.administrator.word).delete",
    "Deletes other administrators; as nobody deletes himself, one always stays.",
    GroupKeys.field("login", example: "second"), access: .administrators,
    refusals: .deleting(.administrator),
    evidence: .assumed("reference §3.4, the name is ISPmanager's"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    try call.delete(input.keys, .administrator)
  }
}
