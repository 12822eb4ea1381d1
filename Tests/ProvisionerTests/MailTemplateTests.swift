import Provisioner
import TestSupport
import Testing

struct MailTemplateTests {
  private let shop: Shop
  private static let text =
    "{{panel}} {{login}} {{#password}}{{.}}{{/password}} {{#nameServers}}{{.}} {{/nameServers}}"
  private static let good = MailTemplate(
    subject: "Brand: service {{service}}", text: "Brand\nPassword: {{password}}\n" + text,
    html: "<p>Brand</p>" + text)

  init() async throws {
    shop = try Shop()
    try await shop.integrate()
  }

  private func mail(_ language: ActivationMail.Language = .english) async throws -> ReadMail {
    try shop.order()
    let passwords = PasswordGenerator { "p<&>\"w" }
    _ = try await shop.billing(.init(language: language), passwords: passwords)
      .perform(.open, service: 117)
    return try shop.mail()
  }

  @Test func `a provider's own words reach his customers, escaped for each part`() async throws {
    try shop.billing().setMailTemplate(Self.good, provider: shop.provider, language: .english)

    let mail = try await mail()

    #expect(mail.headers["Subject"] == "Brand: service 117")
    #expect(mail.value("Password") == "p<&>\"w")
    #expect(mail.html.hasPrefix("<p>Brand</p>") && mail.html.contains("p&lt;&amp;&gt;&quot;w"))
    #expect(mail.text.contains("ns1.company.com ns2.company.com"))
  }

  @Test func `another language and another provider have everybody's words`() async throws {
    let other = try shop.billing().addProvider(named: "P2").id
    try shop.billing().setMailTemplate(Self.good, provider: shop.provider, language: .russian)
    try shop.billing().setMailTemplate(Self.good, provider: other, language: .english)

    #expect(try await mail().headers["Subject"] == "Your name servers are ready (service 117)")
  }

  @Test func `words that were taken away are everybody's again`() async throws {
    try shop.billing().setMailTemplate(Self.good, provider: shop.provider, language: .english)
    try shop.billing().setMailTemplate(nil, provider: shop.provider, language: .english)

    #expect(try shop.billing().mailTemplates().isEmpty)
    #expect(try await !mail().text.contains("Brand"))
  }

  static let bad: [(String, String, String)] = [
    ("{{panel}} {{login}} {{password}} ns1 ns2", text, "text"),
    (text.replacing("{{login}}", with: ""), text, "text"),
    (text.replacing("{{.}}{{/password}}", with: "{{/password}}"), text, "text"),
    (text, text.replacing("{{panel}}", with: ""), "html"),
    (text, text.replacing("{{.}}{{/password}}", with: "{{{.}}}{{/password}}"), "html"),
    (text + "{{#open}}", text, "template"),
    (text + String(repeating: "x", count: 70_000), text, "text"),
  ]

  @Test(arguments: bad)
  func `words that do not tell what they must are refused`(
    text: String, html: String, field: String
  ) throws {
    let template = MailTemplate(subject: "s", text: text, html: html)

    let error = #expect(throws: BillingError.self) {
      try shop.billing().setMailTemplate(
        template, provider: shop.provider, language: .english)
    }
    guard case .badField(field, _, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try shop.billing().mailTemplates().isEmpty)
  }

  @Test(arguments: ["", "a\nBcc: x"])
  func `a subject is one line`(subject: String) throws {
    var template = Self.good
    template.subject = subject
    #expect(throws: BillingError.self) {
      try shop.billing().setMailTemplate(
        template, provider: shop.provider, language: .english)
    }
  }
}
