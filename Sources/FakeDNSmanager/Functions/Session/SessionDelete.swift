/// Ends sessions.
enum SessionDelete: PanelFunction {
  static let contract = Contract(
    name: "session.delete",
    summary: "Ends sessions; one that is over already is no error.",
    access: .users,
    effect: .changes,
    fields: [GroupKeys.field("id of a session", example: "f33bc6752e3a434e231230f6")],
    refusals: [
      .refusal(
        .access, "session", when: "it is a session of an account that is not below the caller",
        .assumed("reference §1.3"))
    ],
    evidence: .observed("reference §1.2"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    for id in input.keys {
      guard let session = try call.store.session(id: id),
        let owner = try call.store.account(id: session.accountID)
      else { continue }
      // A session that was switched stays one's own, though the account that counts stands lower.
      let isOwn = owner.id == call.account.id || id == call.session?.id
      guard isOwn || call.store.isAbove(call.account, owner) else {
        throw PanelError.access("session")
      }
      try call.store.deleteSession(id: id)
    }
    return .done()
  }
}
