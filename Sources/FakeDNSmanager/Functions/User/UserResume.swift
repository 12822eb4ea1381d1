/// Resumes suspended users.
enum UserResume: PanelFunction {
  static let contract = Contract.group(
    "user.resume", "Resumes suspended users.",
    GroupKeys.field("login", example: "dns117"), access: .resellers, refusals: .suspending(.user),
    evidence: .observed("reference §3.3"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    try call.setActive(true, input.keys, .user)
  }
}
