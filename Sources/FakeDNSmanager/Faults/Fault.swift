/// Something that goes wrong on purpose: when, how often, and what the caller gets to see.
public struct Fault: Sendable, Equatable {
  /// Which calls are hit.
  public struct Match: Sendable, Equatable {
    /// The function's name; `nil` is any.
    public var function: String?
    /// The login that `authinfo` names; `nil` is any.
    public var account: String?
    /// Which of the matching calls, counted from 1; `nil` is each.
    public var calls: ClosedRange<Int>?

    public init(function: String? = nil, account: String? = nil, calls: ClosedRange<Int>? = nil) {
      self.function = function
      self.account = account
      self.calls = calls
    }
  }

  /// Whether the world changes before the fault shows.
  public enum Phase: String, Sendable {
    /// The call is never performed.
    case before
    /// The call is performed and committed, and its answer is what gets lost.
    case after
  }

  /// What the caller gets to see.
  public enum Effect: Sendable, Equatable {
    case delay(Duration)
    case neverAnswer
    case reset
    case cutBody(afterBytes: Int)
    /// An HTTP status with a short text.
    case status(Int)
    /// A page of HTML with status 200, as a proxy in front of the panel shows it.
    case htmlPage
    /// Status 200 and nothing else.
    case empty
    /// Status 200 and XML that ends in the middle.
    case brokenXML
    /// The product's own refusal.
    case refusal(PanelError)
  }

  public var match: Match
  public var phase: Phase
  public var effect: Effect

  public init(_ effect: Effect, on match: Match = Match(), phase: Phase = .before) {
    self.match = match
    self.phase = phase
    self.effect = effect
  }
}
