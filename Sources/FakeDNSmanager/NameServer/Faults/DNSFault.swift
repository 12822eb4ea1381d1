/// Something that goes wrong on purpose when a name server is asked: what, for whom, how often.
public struct DNSFault: Sendable, Equatable {
  /// Which messages are hit; what is left out is any.
  public struct Match: Sendable, Equatable {
    /// A domain name: questions about it and about every name below it.
    public var name: String?
    /// A type such as `A` or `AXFR`, or `NOTIFY` for what primaries say of changes.
    public var type: String?
    /// The name server's address: one of a namespace's two, and not the other.
    public var address: String?
    /// The address of the sender.
    public var client: String?
    public var transport: DNSTransport?
    /// Which of the matching messages, counted from 1; `nil` is each.
    public var messages: ClosedRange<Int>?

    public init(
      name: String? = nil, type: String? = nil, address: String? = nil, client: String? = nil,
      transport: DNSTransport? = nil, messages: ClosedRange<Int>? = nil
    ) {
      self.name = name
      self.type = type
      self.address = address
      self.client = client
      self.transport = transport
      self.messages = messages
    }
  }

  /// What the sender gets to see.
  public enum Effect: Sendable, Equatable {
    /// No answer.
    case drop
    /// The answer, so much later.
    case delay(Duration)
    /// SERVFAIL, as of a server with a problem of its own.
    case serverFailure
    /// REFUSED, as of a server that a delegation names and that does not have the zone.
    case lame
    /// Over UDP nothing but TC, so that the client has to come again over TCP, which works.
    case truncate
    /// The answer with another identifier, as a forger sends it.
    case wrongID
    /// The answer as it was when the fault was put, as of a secondary that hears of no change.
    case stale
  }

  public var match: Match
  public var effect: Effect

  public init(_ effect: Effect, on match: Match = Match()) {
    self.effect = effect
    self.match = match
  }
}

/// Why a fault cannot be put.
public enum DNSFaultError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What ``DNSFault/Match/name`` says is no domain name.
  case badName(String)
  /// What ``DNSFault/Match/type`` says is no type.
  case badType(String)

  /// The refusal on one line.
  public var description: String {
    switch self {
    case .badName(let text): "name \(text.debugDescription) must be a domain name"
    case .badType(let text):
      "type \(text.debugDescription) must be a type such as A or AXFR, or NOTIFY"
    }
  }
}
