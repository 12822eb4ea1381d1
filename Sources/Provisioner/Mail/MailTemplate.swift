/// The mustache templates of one message in one language.
struct MailTemplate {
  let subject: String
  let text: String
  let html: String

  static func activation(_ language: ActivationMail.Language) -> Self {
    switch language {
    case .english: englishActivation
    }
  }

  // Triple braces where nothing may be escaped: the subject and the plain part are no HTML.
  private static let englishActivation = Self(
    subject: "Your name servers are ready (service {{{service}}})",
    text: """
      Hello,

      your service {{{service}}} is active. Your access to DNSmanager:

      Address: {{{panel}}}
      Login: {{{login}}}
      Password: {{{password}}}

      Your name servers:
      {{#nameServers}}
      {{{.}}}
      {{/nameServers}}

      Create your domain names in DNSmanager and delegate them to these name servers.

      """,
    html: """
      <!DOCTYPE html>
      <html lang="en">
      <head><meta charset="utf-8"><title>Service {{service}}</title></head>
      <body>
      <p>Hello,</p>
      <p>your service {{service}} is active. Your access to DNSmanager:</p>
      <table>
      <tr><th>Address</th><td><a href="{{panel}}">{{panel}}</a></td></tr>
      <tr><th>Login</th><td><code>{{login}}</code></td></tr>
      <tr><th>Password</th><td><code>{{password}}</code></td></tr>
      </table>
      <p>Your name servers:</p>
      <ul>
      {{#nameServers}}
      <li>{{.}}</li>
      {{/nameServers}}
      </ul>
      <p>Create your domain names in DNSmanager and delegate them to these name servers.</p>
      </body>
      </html>

      """)
}
