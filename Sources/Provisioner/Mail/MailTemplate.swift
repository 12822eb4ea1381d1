/// The mustache templates of the activation message: its subject, its plain and its HTML part.
///
/// They know `service`, `panel`, `login`, `password` (absent when the customer's stays as it is), the
/// list `nameServers` and `domain` (absent without a free domain name). Values are escaped in the HTML
/// part and nowhere else.
public struct MailTemplate: Codable, Equatable, Sendable {
  /// One line.
  public var subject: String
  /// The plain part.
  public var text: String
  /// The HTML part.
  public var html: String

  /// Takes templates as they are; they are checked when they are saved.
  public init(subject: String, text: String, html: String) {
    self.subject = subject
    self.text = text
    self.html = html
  }
}

extension MailTemplate {
  /// The message of providers that have none of their own.
  static func standard(_ language: ActivationMail.Language) -> Self {
    let words = MailWords(language)
    return Self(
      subject: words.subject, text: text(words), html: html(words, language))
  }

  private static func text(_ words: MailWords) -> String {
    """
    \(words.greeting)

    \(words.introduction)

    \(words.address): {{panel}}
    \(words.login): {{login}}
    \(words.password): {{#password}}{{.}}{{/password}}{{^password}}\(words.unchanged){{/password}}

    \(words.nameServers):
    {{#nameServers}}
    {{.}}
    {{/nameServers}}
    {{#domain}}

    \(words.domain): {{.}}
    {{/domain}}

    \(words.advice)

    """
  }

  private static func html(_ words: MailWords, _ language: ActivationMail.Language) -> String {
    """
    <!DOCTYPE html>
    <html lang="\(language.rawValue)">
    <head><meta charset="utf-8"><title>\(words.subject)</title></head>
    <body>
    <p>\(words.greeting)</p>
    <p>\(words.introduction)</p>
    <table>
    <tr><th>\(words.address)</th><td><a href="{{panel}}">{{panel}}</a></td></tr>
    <tr><th>\(words.login)</th><td><code>{{login}}</code></td></tr>
    <tr><th>\(words.password)</th><td>{{#password}}<code>{{.}}</code>{{/password}}\
    {{^password}}\(words.unchanged){{/password}}</td></tr>
    </table>
    <p>\(words.nameServers):</p>
    <ul>
    {{#nameServers}}
    <li>{{.}}</li>
    {{/nameServers}}
    </ul>
    {{#domain}}
    <p>\(words.domain): {{.}}</p>
    {{/domain}}
    <p>\(words.advice)</p>
    </body>
    </html>

    """
  }
}
