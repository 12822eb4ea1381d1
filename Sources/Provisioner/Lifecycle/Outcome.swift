/// How a command ended.
public enum Outcome: Equatable, Sendable {
  /// It is done; nothing is left to try.
  case done(Completion)
  /// It is not done; the operation is kept and says when it is tried again.
  case failed(RunningOperation)

  /// Whether it is done.
  public var isDone: Bool {
    if case .done = self { true } else { false }
  }
}

/// What a command that is done did.
public struct Completion: Equatable, Sendable {
  /// What happened to the activation mail.
  public enum Mail: Equatable, Sendable {
    /// There was none to send.
    case none
    /// The outbox has it.
    case sent
    /// The outbox refused it, with the reason; it is kept and tried again.
    case pending(String)
  }

  /// One sentence for people.
  public let note: String
  /// The integration that was used, if any.
  public let integration: Int64?
  /// What happened to the activation mail.
  public let mail: Mail

  init(_ note: String, integration: Int64? = nil, mail: Mail = .none) {
    self.note = note
    self.integration = integration
    self.mail = mail
  }
}
