public import Foundation

/// The message that a customer gets when his service is open (NS-11, NS-12, NS-25).
public struct ActivationMail: Equatable, Sendable {
  /// A language that the message is written in.
  public enum Language: String, Codable, CaseIterable, Sendable {
    /// English.
    case english = "en"
    /// Russian.
    case russian = "ru"
  }

  /// The sender's address.
  public var sender: String
  /// The customer's address.
  public var recipient: String
  /// The language of the message.
  public var language: Language
  /// The service's id.
  public var service: Int64
  /// The id of the operation that it tells of, which has no other mail.
  public var operation: Int64
  /// Where the customer finds DNSmanager.
  public var panel: PanelURL
  /// His login there.
  public var login: String
  /// The password that is valid now; `nil` tells the customer that his stays as it is.
  public var password: Secret?
  /// The name servers of his namespace, first to last.
  public var nameServers: [String]
  /// The free domain name that leads to the server; `nil` without one.
  public var domain: String?
  /// When it was composed.
  public var date: Date
  /// The provider's own words; `nil` means those of everybody.
  public var template: MailTemplate?

  /// The message as it is sent: RFC 5322, plain and HTML part, lines ended by CRLF, ASCII only.
  ///
  /// Values are escaped for HTML in the HTML part only. The result holds the password.
  public func message() throws -> String {
    let parsed = try template.map(ParsedMailTemplate.init) ?? .standard(language)
    let said = parsed.filled(values)
    return MIMEMessage(
      sender: sender, recipient: recipient, subject: said.subject, date: date,
      identifier: "activation.\(service).\(operation).\(Int64(date.timeIntervalSince1970))",
      text: said.text, html: said.html
    ).encoded
  }

  private var values: [String: Any] {
    var values: [String: Any] = [
      "service": "\(service)", "panel": panel.text, "login": login, "nameServers": nameServers,
    ]
    values["password"] = password?.text
    values["domain"] = domain
    return values
  }
}
