/// Resumes suspended users.
enum UserResume: PanelFunction {
  static let contract = Contract(
    name: "user.resume",
    summary: "Resumes suspended users.",
    access: .resellers,
    effect: .changes,
    fields: [GroupKeys.field("login", example: "dns117")],
    refusals: .suspending(.user),
    evidence: .observed("reference §3.3"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    try call.setActive(true, input.keys, .user)
  }
}
