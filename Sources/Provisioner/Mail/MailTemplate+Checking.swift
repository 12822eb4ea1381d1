private import Foundation

extension MailTemplate {
  /// The most that a template may hold, in bytes (assumed: a long letter).
  static let maximumByteCount = 64 * 1024

  /// Checks that the message tells the customer what it must (NS-11, NS-12).
  ///
  /// - Throws: ``BillingError/badField(_:value:expected:)`` naming the part.
  func validate() throws(BillingError) {
    guard !subject.isEmpty, !subject.contains(where: \.isNewline) else {
      throw .badField("subject", value: subject, expected: "one line of text")
    }
    for (name, part) in [("subject", subject), ("text", text), ("html", html)] {
      guard part.utf8.count <= Self.maximumByteCount else {
        throw .badField(
          name, value: "\(part.utf8.count) bytes", expected: "at most \(Self.maximumByteCount)")
      }
    }
    let said = try filled(with: Sample.password)
    for (name, part) in [("text", said.text), ("html", said.html)] {
      for (field, value) in Sample.values where !part.contains(value) {
        throw .badField(name, value: "(a template)", expected: "one that tells {{\(field)}}")
      }
    }
    guard try !filled(with: Sample.markup).html.contains(Sample.markup) else {
      throw .badField(
        "html", value: "(a template)", expected: "one that escapes values: two braces, not three")
    }
    // What is said when there is no password to tell must be sayable as well.
    _ = try filled(with: nil)
  }

  private func filled(with password: String?) throws(BillingError) -> Self {
    var values: [String: Any] = [
      "service": "117", "panel": Sample.panel, "login": Sample.login,
      "nameServers": Sample.nameServers, "domain": "s117.free.example",
    ]
    values["password"] = password
    do {
      return try ParsedMailTemplate(self).filled(values)
    } catch {
      throw .badField("template", value: "\(error)", expected: "mustache")
    }
  }

  /// Values that no template has in it by itself.
  private enum Sample {
    static let panel = "https://panel.sample.invalid:1500/dnsmgr"
    static let login = "sample-login"
    static let password = "SamplePassword1"
    static let markup = "<sample&markup>"
    static let nameServers = ["ns1.sample.invalid", "ns2.sample.invalid"]
    static let values = [
      ("panel", panel), ("login", login), ("password", password),
      ("nameServers", nameServers[0]), ("nameServers", nameServers[1]),
    ]
  }
}
