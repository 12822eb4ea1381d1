/// The mustache templates of one message in one language.
struct MailTemplate {
  let subject: String
  let text: String
  let html: String

  // Triple braces where nothing may be escaped: the subject and the plain part are no HTML.
  static func activation(_ language: ActivationMail.Language) -> Self {
    let words = MailWords(language)
    return Self(
      subject: words.subject, text: text(words), html: html(words, language))
  }

  private static func text(_ words: MailWords) -> String {
    """
    \(words.greeting)

    \(words.introduction)

    \(words.address): {{{panel}}}
    \(words.login): {{{login}}}
    \(words.password): {{#password}}{{{.}}}{{/password}}{{^password}}\(words.unchanged){{/password}}

    \(words.nameServers):
    {{#nameServers}}
    {{{.}}}
    {{/nameServers}}
    {{#domain}}

    \(words.domain): {{{.}}}
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
