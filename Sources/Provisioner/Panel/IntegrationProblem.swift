/// Why an integration is no good, each with its mend (NS-36 to NS-38).
public enum IntegrationProblem: Equatable, Sendable {
  /// No whole answer came.
  case unreachable(PanelURL, TransportError)
  /// The panel sends requests elsewhere; the credentials were not sent there.
  case redirected(PanelURL, status: Int)
  /// Another status than 200.
  case wrongStatus(PanelURL, Int)
  /// The answer is not a panel's.
  case notAPanel(PanelURL, reason: String)
  /// Name or password are wrong; a panel may say the same of a suspended account.
  case cannotLogIn(username: String, said: String)
  /// The panel knows name and password and says that the account may not sign in.
  case suspended(username: String, said: String)
  /// The panel refused for another reason.
  case refused(String)
  /// The account's access level is not the one that the ticked boxes need.
  case wrongRole(username: String, level: Int, needed: Int)

  /// Its name in reports.
  public var name: String {
    switch self {
    case .unreachable(_, .notResolved): "not-resolved"
    case .unreachable(_, .refused): "connection-refused"
    case .unreachable(_, .timeout): "timeout"
    case .unreachable(_, .tls): "tls"
    case .unreachable(_, .closed): "closed"
    case .unreachable(_, .tooLarge): "too-large"
    case .unreachable(_, .malformed): "not-http"
    case .redirected: "redirect"
    case .wrongStatus: "http-status"
    case .notAPanel: "not-a-panel"
    case .cannotLogIn: "login"
    case .suspended: "suspended"
    case .refused: "refused"
    case .wrongRole: "role"
    }
  }
}

extension IntegrationProblem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unreachable(let url, let error): "\(url): \(error); \(Self.mend(of: error))"
    case .redirected(let url, let status):
      "\(url) redirects (HTTP \(status)); give the address that it redirects to, often https://"
    case .wrongStatus(let url, let status):
      "\(url) answers with HTTP \(status); check the path, which is normally \(PanelURL.defaultPath)"
    case .notAPanel(let url, let reason):
      "\(url) does not answer as a panel (\(reason)); check port and path, normally "
        + "https://host:1500\(PanelURL.defaultPath)"
    case .cannotLogIn(let username, let said):
      "'\(username)' cannot log in (\(said)); check name and password, and that the account is "
        + "not suspended"
    case .suspended(let username, let said):
      "'\(username)' is suspended (\(said)); resume the account in DNSmanager"
    case .refused(let said): "the panel refused: \(said)"
    case .wrongRole(let username, let level, let needed):
      "'\(username)' has level \(level); give an account of level \(needed) "
        + "(\(needed == WireWords.resellerLevel ? "reseller" : "user"))"
    }
  }

  private static func mend(of error: TransportError) -> String {
    switch error {
    case .notResolved: "check the host name"
    case .refused: "check the port and that the panel is running"
    case .timeout: "check that a firewall lets this host through"
    case .tls(TLSReason.absent): "give the address with http://, or check the port"
    case .tls(TLSReason.otherHost):
      "give the host as the certificate names it, or switch verification off"
    case .tls: "install a good certificate on the panel, or switch verification off"
    case .closed: "check whether the port wants https:// or http://"
    case .tooLarge, .malformed: "check that this is the panel's address"
    }
  }

  /// What a failing call says about the integration.
  init(_ error: ClientError, of integration: Integration) {
    switch error {
    case .unreachable(let cause): self = .unreachable(integration.url, cause)
    case .http(let status) where (300..<400).contains(status):
      self = .redirected(integration.url, status: status)
    case .http(let status): self = .wrongStatus(integration.url, status)
    case .unreadable(_, let reason): self = .notAPanel(integration.url, reason: reason)
    case .refused(let refusal) where refusal.type == WireWords.authRefusal:
      self = .cannotLogIn(username: integration.username, said: refusal.message)
    case .refused(let refusal)
    where refusal.type == WireWords.accessRefusal && refusal.object == WireWords.suspendedObject:
      self = .suspended(username: integration.username, said: refusal.message)
    case .refused(let refusal):
      self = .refused("\(refusal.type)(\(refusal.object)) \(refusal.message)")
    }
  }
}

/// What a look at an integration found.
public struct IntegrationReport: Equatable, Sendable {
  /// What makes it unusable; empty when all is well.
  public let problems: [IntegrationProblem]
  /// What is odd and allowed.
  public let warnings: [String]
}
