/// Lists the sessions in the caller's reach.
enum SessionList: PanelFunction {
  static let contract = Contract(
    name: "session",
    summary: "Lists one's own sessions and those of the accounts below; none that is over.",
    access: .users,
    effect: .reads,
    evidence: .observed(
      "reference §1.2, `id` and `name` in BILLmanager; `ip` and the scope assumed"))

  static func answer(_ input: PageRequest, in call: Call) throws -> Reply {
    let oldest = call.now.advanced(by: -call.settings.sessionLifetime)
    return try call.list(.sessions(for: call.account, usedSince: oldest), input)
  }
}
