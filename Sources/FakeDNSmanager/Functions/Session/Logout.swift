/// Ends the session of the call.
enum Logout: PanelFunction {
  static let contract = Contract(
    name: "logout",
    summary: "Ends the session that the call came with; without one it does nothing.",
    access: .everyone,
    effect: .changes,
    evidence: .assumed("reference §6, log-out call"))

  static func answer(_ input: NoInput, in call: Call) throws -> Reply {
    try call.endSession()
    return .done()
  }
}

extension Call {
  /// Ends the session that the call came with, if any.
  func endSession() throws {
    if let session { try store.deleteSession(id: session.id) }
  }
}
