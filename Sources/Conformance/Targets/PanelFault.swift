public import StrictYAML

/// A wrong behaviour of a panel, put there by a scenario.
public struct PanelFault: Hashable, Sendable, CustomStringConvertible {
  /// What the panel does instead of answering.
  public enum Action: Hashable, Sendable {
    /// The connection is refused; nothing arrives.
    case unreachable
    /// Every login is answered with an `auth` error.
    case refusePassword
    /// The request is carried out, and the connection closes before the answer.
    case answerLost
    /// An HTTP status with an empty body; nothing is carried out.
    case status(Int)
    /// A page of HTML with status 200; nothing is carried out.
    case page
    /// An error of the product; nothing is carried out.
    case error(type: String, object: String)
    /// The answer comes late.
    case late(milliseconds: Int)
    /// No answer, until the caller gives up.
    case silent
    /// The connection is reset.
    case reset
    /// The connection is closed in order.
    case closed
    /// The connection is closed after so many bytes of the body.
    case cut(bytes: Int)
    /// Status 200 and no body.
    case empty
    /// Status 200 and XML that ends in the middle.
    case brokenXML
    /// The answer in another charset than its header says.
    case wrongCharset
    /// The session that the call came with is over.
    case sessionLost
    /// The panel's name servers misbehave; the panel itself does not.
    case nameServer(DNSFaultWish)
  }

  /// Whether the call is carried out before the fault shows.
  public enum Phase: String, Hashable, Sendable, CaseIterable {
    /// It is not carried out at all.
    case before
    /// It is, and its answer is what gets lost.
    case after
  }

  /// What happens.
  public let action: Action
  /// Only for this function; `nil` for all.
  public let function: String?
  /// Only for calls that this account signed in for; `nil` for all.
  public let account: String?
  /// The first of the matching calls that it hits, counted from 1 when the fault is put.
  public let firstCall: Int
  /// How often it fires; `nil` until the case ends.
  public let times: Int?
  /// Only each nth of the matching calls; `nil` is each.
  public let every: Int?
  /// Whether the call is carried out; what each action does by itself when `nil`.
  public let phase: Phase?
  /// Where the scenario puts it; `nil` when no scenario does.
  public let place: Place?

  /// No case makes more calls, and sums of two such numbers cannot overflow.
  static let lastCall = 1_000_000

  /// Creates a fault.
  public init(
    _ action: Action, function: String? = nil, account: String? = nil, firstCall: Int = 1,
    times: Int? = 1, every: Int? = nil, phase: Phase? = nil, place: Place? = nil
  ) {
    self.action = action
    self.function = function
    self.account = account
    self.firstCall = firstCall
    self.times = times
    self.every = every
    self.phase = phase
    self.place = place
  }

  /// The matching calls that it is there for: so many that it can fire ``times`` times.
  var calls: ClosedRange<Int> {
    firstCall...(times.map { firstCall - 1 + $0 * (every ?? 1) } ?? Int.max)
  }

  /// The fault in words, for the report.
  public var description: String {
    let count = times.map { "\($0) time(s)" } ?? "always"
    let start = firstCall == 1 ? "" : " from call \(firstCall)"
    let step = every.map { ", each \($0). call" } ?? ""
    if case .nameServer(let wish) = action { return "\(wish)\(start), \(count)" }
    let whose = account.map { " of \($0)" } ?? ""
    return "\(action) on \(function ?? "any function")\(whose)\(start), \(count)\(step)"
  }
}

/// A fault that still waited for calls when the case ended.
public struct LeftoverFault: Hashable, Sendable {
  /// What was put.
  public let fault: PanelFault
  /// How many calls it was looked at for.
  public let matched: Int
  /// How many of them it hit.
  public let fired: Int

  /// Describes one.
  public init(_ fault: PanelFault, matched: Int, fired: Int) {
    self.fault = fault
    self.matched = matched
    self.fired = fired
  }
}
