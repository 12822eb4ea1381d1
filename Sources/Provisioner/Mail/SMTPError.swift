/// Why a mail server did not take a mail; never carries a password.
public enum SMTPError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The server answered a command with another code than was hoped for.
  ///
  /// The text is the server's; behind a password or a message only an enhanced code is kept of it.
  case refused(command: String, code: Int, text: String)
  /// The server does not offer STARTTLS, and the configuration demands it.
  case noStartTLS
  /// The server offers no way to log in that we know: PLAIN or LOGIN.
  case noAuthentication
  /// A login was configured without encryption; it is never sent in the clear.
  case loginInTheClear
  /// There is no encryption, or not with the server that was meant; in words for people.
  case tls(String)
  /// The answer is not what a mail server says, or longer than it may be.
  case unreadable(String)
  /// The connection ended too early.
  case closed
  /// The server took longer than it may.
  case timeout

  public var description: String {
    switch self {
    case .refused(let command, let code, let text):
      "the mail server refused \(command): \(code)\(text.isEmpty ? "" : " \(text)")"
    case .noStartTLS: "the mail server does not offer STARTTLS"
    case .noAuthentication: "the mail server offers neither AUTH PLAIN nor AUTH LOGIN"
    case .loginInTheClear: "a login for the mail server needs STARTTLS or TLS"
    case .tls(let reason): "the mail server: \(reason)"
    case .unreadable(let reason): "the mail server's answer cannot be read: \(reason)"
    case .closed: "the mail server closed the connection"
    case .timeout: "the mail server did not answer in time"
    }
  }
}
