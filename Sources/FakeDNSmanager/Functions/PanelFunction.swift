/// One function of the panel: a contract, a typed input, and the answer.
///
/// It has no stored state.
protocol PanelFunction: Sendable {
  associatedtype Input: FormDecodable
  static var contract: Contract { get }

  /// Answers one call inside its transaction; a throw rolls everything back.
  static func answer(_ input: Input, in call: Call) throws -> Reply
}

/// All that an answer may depend on besides its input: no clock, no randomness, no globals.
struct Call {
  let store: Transaction
  /// The account whose rights count: the one of `su`, else the caller.
  let account: Account
  /// The chain from the caller who signed in to ``account``, outermost first; one entry without `su`.
  let chain: [Account]
  /// The session that the call came with, when it did not carry `authinfo`.
  let session: Session?
  /// The world's time.
  let now: WorldTime
  let settings: WorldSettings
  /// What is chosen where the documents are silent.
  let variation: Variation
  let request: Circumstances
  /// The named wrong behaviours that a test switched on.
  let mutants: Set<Mutant>

  /// What the transport knows about a call.
  struct Circumstances: Sendable {
    var remoteAddress = "127.0.0.1"
    var language = Language.english
    /// The name of the function that was called.
    var function = ""
  }
}

/// The input of a function that takes no parameters of its own.
struct NoInput: FormDecodable {
  init(_ form: Form) throws(PanelError) {}
}
