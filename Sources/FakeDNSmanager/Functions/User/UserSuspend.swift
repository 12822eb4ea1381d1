/// Suspends users.
enum UserSuspend: PanelFunction {
  static let contract = Contract.group(
    "user.suspend", "Suspends users: they cannot sign in and their zones are not served.",
    GroupKeys.field("login", example: "dns117"), access: .resellers, refusals: .suspending(.user),
    evidence: .observed("reference §3.3"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    try call.setActive(false, input.keys, .user)
  }
}
