/// Deletes users.
enum UserDelete: PanelFunction {
  static let contract = Contract.group(
    "user.delete",
    "Deletes users with their domains; their own namespaces and addresses are free again.",
    GroupKeys.field("login", example: "dns117"), access: .resellers, refusals: .deleting(.user),
    evidence: .observed("reference §3.3"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    try call.delete(input.keys, .user)
  }
}
