/// A name and a value, in the order of a form.
public struct Parameter: Hashable, Sendable {
  /// The parameter's name.
  public let name: String
  /// The parameter's value, not yet percent-encoded.
  public let value: String

  /// Creates a parameter.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// What a panel answered.
public struct CallAnswer: Sendable {
  /// The HTTP status; 0 when the connection ended without an answer.
  public let status: Int
  /// The `Content-Type` field.
  public let contentType: String
  /// The body as it came.
  public let body: [UInt8]

  /// Creates an answer.
  public init(status: Int, contentType: String, body: [UInt8]) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }
}

/// One request that a panel has received.
public struct ReceivedRequest: Hashable, Sendable {
  /// The panel function, `user.edit`.
  public let function: String
  /// The account that was named, or an empty text.
  public let account: String
  /// `ok`, or the type of the error that was answered.
  public let outcome: String

  /// Creates a request.
  public init(function: String, account: String, outcome: String) {
    self.function = function
    self.account = account
    self.outcome = outcome
  }
}

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
    /// The panel's name servers misbehave; the panel itself does not.
    case nameServer(DNSFaultWish)
  }

  /// What happens.
  public let action: Action
  /// Only for this function; `nil` for all.
  public let function: String?
  /// The first of the matching calls that it hits, counted from 1 when the fault is put.
  public let firstCall: Int
  /// How often it fires; `nil` until the case ends.
  public let times: Int?

  /// No case makes more calls, and sums of two such numbers cannot overflow.
  static let lastCall = 1_000_000

  /// Creates a fault.
  public init(
    _ action: Action, function: String? = nil, firstCall: Int = 1, times: Int? = 1
  ) {
    self.action = action
    self.function = function
    self.firstCall = firstCall
    self.times = times
  }

  /// The matching calls that it hits.
  var calls: ClosedRange<Int> { firstCall...(times.map { firstCall + $0 - 1 } ?? Int.max) }

  /// The fault in words, for the report.
  public var description: String {
    let count = times.map { "\($0) time(s)" } ?? "always"
    let start = firstCall == 1 ? "" : " from call \(firstCall)"
    if case .nameServer(let wish) = action { return "\(wish)\(start), \(count)" }
    return "\(action) on \(function ?? "any function")\(start), \(count)"
  }
}
