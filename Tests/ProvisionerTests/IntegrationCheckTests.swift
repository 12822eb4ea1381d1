import Provisioner
import Testing

/// The check of an integration over real sockets: each thing that can be wrong, with its mend.
struct IntegrationCheckTests {
  /// A form, and a billing side that sends real requests.
  private struct Checking {
    let shop: Shop
    let form: IntegrationForm
    let billing: Provisioner

    init(
      _ url: String, timeout: Duration = .seconds(120), trusting pem: String? = nil,
      freeDomain: Bool = false
    ) throws {
      shop = try Shop()
      form = Shop.form(
        url: url, freeDomain: freeDomain, providerNS: !freeDomain, privateNS: !freeDomain)
      billing = shop.billing(
        transport: .http(
          timeout: timeout, trusting: try pem.map { try TrustedAuthorities(pem: $0) }))
    }

    /// It is refused by one problem and not saved; unchecked it is saved, and a check tells the same.
    func expect(
      _ name: String, _ words: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
      let error = await #expect(throws: BillingError.self, sourceLocation: sourceLocation) {
        try await billing.addIntegration(form)
      }
      guard case .integrationRefused(let problems) = error else {
        Issue.record("not refused by a check", sourceLocation: sourceLocation)
        return
      }
      #expect(problems.map(\.name) == [name], "\(problems)", sourceLocation: sourceLocation)
      let text = problems.map(\.description).joined()
      for word in words {
        #expect(text.contains(word), "\(text)", sourceLocation: sourceLocation)
      }
      #expect(!text.contains(form.password.text), sourceLocation: sourceLocation)
      #expect(try billing.integrations().isEmpty, sourceLocation: sourceLocation)
      let saved = try await billing.addIntegration(form, unchecked: true)
      let report = try await billing.checkIntegration(saved.integration.id)
      #expect(report.problems == problems, sourceLocation: sourceLocation)
    }
  }

  private static func whoami(_ level: Int, namespace: String = "company.com") -> String {
    RawServer.reply(
      "200 OK",
      "<doc><user name=\"provider\" level=\"\(level)\" namespace=\"\(namespace)\"/></doc>")
  }

  private static func refusal(_ type: String, _ words: String, object: String = "") -> String {
    RawServer.reply(
      "200 OK",
      "<doc><error type=\"\(type)\" object=\"\(object)\"><msg>\(words)</msg></error></doc>")
  }

  @Test(
    arguments: [
      ("http-status", RawServer.reply("404 Not Found", ""), ["404", "normally /dnsmgr"]),
      ("http-status", RawServer.reply("500 Internal Server Error", ""), ["500", "check the path"]),
      (
        "redirect", RawServer.reply("302 Found", "", headers: "Location: https://x.invalid/\r\n"),
        ["302", "give the address that it redirects to"]
      ),
      (
        "not-a-panel", RawServer.reply("200 OK", "<!DOCTYPE html><html><br></html>"),
        ["does not answer as a panel", "check port and path"]
      ),
      ("not-a-panel", RawServer.reply("200 OK", "hello"), ["does not answer as a panel"]),
      ("closed", "", ["closed before an answer came", "https:// or http://"]),
      // How a panel tells of a suspended account is not known: as of a wrong password, or by itself.
      ("login", refusal("auth", "Invalid login"), ["Invalid login", "password", "suspended"]),
      (
        "suspended", refusal("access", "Access denied", object: "account"),
        ["is suspended", "Access denied", "resume the account"]
      ),
      ("refused", refusal("access", "denied", object: "whoami"), ["access(whoami)"]),
      ("refused", refusal("license", "expired"), ["the panel refused", "expired"]),
      ("role", whoami(16), ["level 16", "reseller"]),
      ("role", whoami(29), ["level 29", "reseller"]),
    ])
  func `each answer is told with its mend`(
    name: String, answer: String, words: [String]
  ) async throws {
    let server = try await RawServer(answer: answer)
    try await Checking("http://127.0.0.1:\(server.port)").expect(name, words)
    try await server.stop()
  }

  @Test func `a reseller is refused for free domain names`() async throws {
    let server = try await RawServer(answer: Self.whoami(24))
    try await Checking("http://127.0.0.1:\(server.port)", freeDomain: true)
      .expect("role", ["level 24", "level 16", "(user)"])
    try await server.stop()
  }

  @Test func `a reseller without a namespace is saved with a warning`() async throws {
    let server = try await RawServer(answer: Self.whoami(24, namespace: ""))
    let checking = try Checking("http://127.0.0.1:\(server.port)")

    let saved = try await checking.billing.addIntegration(checking.form)

    #expect(saved.warnings.count == 1)
    #expect(saved.warnings[0].contains("namespace; give him one in DNSmanager"))
    try await server.stop()
  }

  @Test func `a name without an address, a closed port and silence are told apart`() async throws {
    try await Checking("http://no-such-host.invalid").expect(
      "not-resolved", ["check the host name"])
    let silent = try await RawServer(answer: nil)
    let url = "http://127.0.0.1:\(silent.port)"
    try await Checking(url, timeout: .milliseconds(200)).expect("timeout", ["firewall"])
    try await silent.stop()
    try await Checking(url).expect("connection-refused", ["check the port"])
  }

  @Test(
    arguments: [
      ("panel.test", nil, "127.0.0.1", ["nobody who is trusted here", "install a good"]),
      ("expired.test", nil, "127.0.0.1", ["expired at 2020-02-01", "install a good"]),
      ("expired.test", "expired.test", "127.0.0.1", ["expired at 2020-02-01"]),
      ("future.test", nil, "127.0.0.1", ["not valid before 2120-01-01", "install a good"]),
      ("future.test", "future.test", "127.0.0.1", ["not valid before 2120-01-01"]),
      ("panel.test", "panel.test", "127.0.0.2", ["for another host name", "as the certificate"]),
    ] as [(String, String?, String, [String])])
  func `each problem of a certificate is told, and no password leaves`(
    certificate: String, trusted: String?, host: String, words: [String]
  ) async throws {
    let server = try await RawServer(answer: Self.whoami(24), tls: certificate, host: host)

    try await Checking(
      "https://\(host):\(server.port)", trusting: try trusted.map(RawServer.pem)
    ).expect("tls", words)

    #expect(server.received.isEmpty)
    try await server.stop()
  }

  @Test func `a certificate that is trusted is no problem, nor is one that is not verified`()
    async throws
  {
    let server = try await RawServer(answer: Self.whoami(24), tls: "panel.test")
    let url = "https://127.0.0.1:\(server.port)"
    let trusting = try Checking(url, trusting: RawServer.pem("panel.test"))
    let careless = try Checking(url)
    var form = careless.form
    form.verifiesTLS = false

    #expect(try await trusting.billing.addIntegration(trusting.form).warnings.isEmpty)
    #expect(try await careless.billing.addIntegration(form).warnings.isEmpty)
    try await server.stop()
  }

  @Test func `a port without TLS is told with its mend`() async throws {
    let server = try await RawServer(
      answer: RawServer.reply("400 Bad Request", "this port speaks plain HTTP"), ends: [])
    try await Checking("https://127.0.0.1:\(server.port)").expect(
      "tls", ["does not speak TLS", "with http://"])
    try await server.stop()
  }
}
