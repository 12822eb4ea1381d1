/// Deletes users.
enum UserDelete: PanelFunction {
  static let contract = Contract(
    name: "user.delete",
    summary: "Deletes users with their domains; their own namespaces and addresses are free again.",
    access: .resellers,
    effect: .changes,
    fields: [GroupKeys.field("login", example: "dns117")],
    refusals: .deleting(.user),
    evidence: .observed("reference §3.3"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    try call.delete(input.keys, .user)
  }
}
