internal import XMLReading

/// Why a call to the panel did not succeed; the four causes are kept apart.
public enum ClientError: Error, Equatable, Sendable {
  /// The panel answered and said no.
  case refused(Refusal)
  /// A status other than 200; DNSmanager itself answers 200 even to errors (API reference, 2.4).
  case http(Int)
  /// The answer is not XML, or not the XML of a panel; with the line.
  case unreadable(line: Int, String)
  /// No whole answer came. The panel may have done what was asked.
  case unreachable(TransportError)

  /// What a panel says when it refuses.
  ///
  /// Open: a real panel has words that we never met.
  public struct Refusal: Equatable, Sendable {
    /// The attribute `type`, such as `exists`.
    public let type: String
    /// The attribute `object`, empty when there is none.
    public let object: String
    /// The parameter `value`, empty when there is none.
    ///
    /// May be what we sent: never a password field.
    public let value: String
    /// The panel's sentence for people.
    public let message: String
  }

  /// Whether trying again cannot help (billing reference, section 9, item 3).
  ///
  /// Unknown refusals count as temporary: trying again for 50 minutes does less harm than giving up.
  public var isPermanent: Bool {
    switch self {
    case .refused(let refusal): WireWords.permanentRefusals.contains(refusal.type)
    case .http(let status): (300..<500).contains(status) && ![408, 425, 429].contains(status)
    case .unreadable, .unreachable: false
    }
  }

  /// Whether it tells of the connection and not of what was asked for; such become a problem.
  var isAboutConnection: Bool {
    switch self {
    case .refused(let refusal):
      refusal.type == WireWords.authRefusal
        || (refusal.type == WireWords.accessRefusal
          && refusal.object == WireWords.suspendedObject)
    case .http, .unreadable, .unreachable: true
    }
  }
}

extension ClientError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .refused(let refusal):
      "the panel refused: \(refusal.type)(\(refusal.object)) \(refusal.message)"
    case .http(let status):
      "the panel answered with HTTP status \(status) instead of 200"
    case .unreadable(let line, let reason):
      "the answer is not what a panel says (line \(line)): \(reason)"
    case .unreachable(let error):
      "the panel cannot be reached: \(error)"
    }
  }
}

extension ClientError {
  /// The same error without what we sent in confidence: a panel may echo it (NS-59).
  func hiding(_ secrets: [String]) -> Self {
    func hide(_ text: String) -> String {
      secrets.filter { !$0.isEmpty }.reduce(text) { text, secret in
        text.replacing(secret, with: Secret(secret).description)
      }
    }
    return switch self {
    case .refused(let refusal):
      .refused(
        Refusal(
          type: hide(refusal.type), object: hide(refusal.object), value: hide(refusal.value),
          message: hide(refusal.message)))
    case .unreadable(let line, let reason): .unreadable(line: line, hide(reason))
    case .http, .unreachable: self
    }
  }

  init(_ error: XMLReplyError) {
    switch error {
    case .notWellFormed(let line, _, let message):
      self = .unreadable(line: line, message)
    case .badExpression(_, let message):
      self = .unreadable(line: 0, message)
    }
  }
}
