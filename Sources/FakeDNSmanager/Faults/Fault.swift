/// Something that goes wrong on purpose: when, how often, and what the caller gets to see.
public struct Fault: Sendable, Equatable {
  /// Which calls are hit.
  public struct Match: Sendable, Equatable {
    /// The function's name; `nil` is any.
    public var function: String?
    /// The login that signed in, by `authinfo` or for the session, or that `auth` is to sign in, in any
    /// letter case; `nil` is any.
    public var account: String?
    /// Which of the matching calls, counted from 1; `nil` is each.
    public var calls: ClosedRange<Int>?
    /// Only each nth of the matching calls, counted from 1; `nil` is each.
    public var every: Int?

    public init(
      function: String? = nil, account: String? = nil, calls: ClosedRange<Int>? = nil,
      every: Int? = nil
    ) {
      self.function = function
      self.account = account
      self.calls = calls
      self.every = every
    }

    /// Whether a call is counted.
    func matches(function: String, account: String?) -> Bool {
      (self.function == nil || self.function == function)
        && (self.account == nil || self.account?.lowercased() == account?.lowercased())
    }

    /// Whether the nth matching call is hit.
    func hits(_ number: Int) -> Bool {
      (calls?.contains(number) ?? true) && (every.map { number.isMultiple(of: max(1, $0)) } ?? true)
    }

    /// How many calls it can hit; `nil` is without an end.
    var hitCount: Int? {
      guard let calls, calls.upperBound < Int.max else { return nil }
      let step = max(1, every ?? 1)
      return calls.upperBound / step - (calls.lowerBound - 1) / step
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
    /// The connection is closed in order, without a byte.
    case close
    case cutBody(afterBytes: Int)
    /// An HTTP status with a short text.
    case status(Int)
    /// A page of HTML with status 200, as a proxy in front of the panel shows it.
    case htmlPage
    /// Status 200 and nothing else.
    case empty
    /// Status 200 and XML that ends in the middle.
    case brokenXML
    /// The answer in UTF-16, though its header and its prolog say UTF-8.
    case wrongCharset
    /// The product's own refusal.
    case refusal(PanelError)
    /// The session that the call came with is over; before the call, which is answered then as one
    /// without credentials, or after it.
    case sessionLost
    /// The HTTPS server shows a certificate of another name.
    ///
    /// It meets connections and not calls: ``Match/calls`` counts handshakes, and what a call would be
    /// needed for does not matter. On a server with several worlds the default one's faults count.
    case foreignCertificate
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
