import Foundation
import Testing
import XMLReading

@testable import FakeDNSmanager

@Suite(.timeLimit(.minutes(10)))
struct HTTPSTests {
  private typealias Tests = HTTPPanelServerTests

  @Test func `a client that trusts the authority is served`() async throws {
    try await serving(try .issued()) { panel in
      let answer = try await get(from: panel, .tls(authority: panel.caCertificatePEM))

      let reply = try XMLReply(Array(try #require(answer).body.utf8))
      #expect(try reply.string(at: "/doc/@host") == "https://panel.test:1500")
    }
  }

  @Test func `a client that does not trust the authority refuses`() async throws {
    try await serving(try .issued()) { panel in
      await #expect(throws: (any Error).self) {
        try await get(from: panel, .tls(authority: nil))
      }
    }
  }

  @Test func `a certificate is good for its own names alone`() async throws {
    let certificate = try ServerCertificate.issued(for: ["ns.example.net"], andLoopback: false)
    try await serving(FakeDNSmanager.HTTPS(certificate: certificate)) { panel in
      let authority = panel.caCertificatePEM
      let answer = try await get(from: panel, .tls(authority: authority, name: "ns.example.net"))
      #expect(answer?.code == 200)

      await #expect(throws: (any Error).self) {
        try await get(from: panel, .tls(authority: authority, name: "other.example.net"))
      }
    }
  }

  @Test func `the authority of another server is not trusted`() async throws {
    let other = try ServerCertificate.issued()
    try await serving(try .issued()) { panel in
      await #expect(throws: (any Error).self) {
        try await get(from: panel, .tls(authority: other.authorityPEM))
      }
    }
  }

  @Test func `a session cookie is marked secure`() async throws {
    try await serving(try .issued()) { panel in
      let answer = try await RawClient.connected(
        to: panel.httpsPort, .tls(authority: panel.caCertificatePEM)
      ) { client in
        try await client.send(
          "GET /dnsmgr?func=auth&username=provider&password=provider-secret HTTP/1.1\r\n\r\n")
        return try await client.answer()
      }

      #expect(answer?.field("set-cookie")?.contains(" secure;") == true)
    }
  }

  @Test func `plain HTTP on the port of HTTPS is sent to HTTPS`() async throws {
    try await serving(try .issued()) { panel in
      let answer = try await RawClient.connected(to: panel.httpsPort) { client in
        try await client.send("GET /dnsmgr?a=b%20c HTTP/1.1\r\nHost: panel.test\r\n\r\n")
        return try await client.answer()
      }

      let port = try #require(panel.httpsPort)
      #expect(answer?.status.hasPrefix("HTTP/1.1 301") == true)
      #expect(answer?.field("location") == "https://panel.test:\(port)/dnsmgr?a=b%20c")
    }
  }

  @Test func `without the switch plain HTTP on the port of HTTPS is closed`() async throws {
    var https = try FakeDNSmanager.HTTPS.issued()
    https.redirectsPlain = false
    try await serving(https) { panel in
      let text = try? await RawClient.connected(to: panel.httpsPort) { client in
        try await client.send(Tests.get)
        return try await client.rest()
      }

      #expect(text?.isEmpty ?? true)
    }
  }

  static let hosts = [
    ("panel.test:80", "panel.test"), ("[::1]:80", "[::1]"), ("127.0.0.1", "127.0.0.1"),
    ("a/b@c", "127.0.0.1"),
  ]

  @Test(arguments: hosts)
  func `an HTTP port that redirects answers nothing itself`(sent: String, expected: String)
    async throws
  {
    let world = try World.forTests()
    var http = FakeDNSmanager.HTTP.loopback
    http.redirects = true
    try await serving(try .issued(), http, world) { panel in
      let answer = try await RawClient.connected(to: panel.httpPort) { client in
        try await client.send("GET /dnsmgr?\(Tests.whoami) HTTP/1.1\r\nHost: \(sent)\r\n\r\n")
        return try await client.answer()
      }

      let port = try #require(panel.httpsPort)
      #expect(answer?.field("location")?.hasPrefix("https://\(expected):\(port)/dnsmgr?") == true)
      #expect(world.journal.count == 0)
    }
  }

  @Test func `a given pair is shown, and nobody is told whom to trust for it`() async throws {
    let pair = try (GivenPair.certificate, GivenPair.key)
    let certificate = try ServerCertificate(chainPEM: pair.0, keyPEM: pair.1)
    try await serving(FakeDNSmanager.HTTPS(certificate: certificate)) { panel in
      let answer = try await get(from: panel, .tls(authority: pair.0, name: "panel.test"))

      #expect(answer?.code == 200)
      #expect(panel.caCertificatePEM == nil)
      await #expect(throws: (any Error).self) {
        try await get(from: panel, .tls(authority: nil, name: "panel.test"))
      }
    }
  }

  @Test func `a key of another certificate starts no server`() async throws {
    let other = """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgpYgQaV+X9WpHAI1B
      htTwJrm9ltaLG+Zrk4AqzCziUZahRANCAAQb3cAOxmklsO0wN4nK9pyOmj9L8bX8
      PpyaYeosVe/o+aKp3V6K5B7NcLTJnXavVtxAoZn+MaSoDjk7h6L/tD+5
      -----END PRIVATE KEY-----

      """
    let certificate = try ServerCertificate(chainPEM: GivenPair.certificate, keyPEM: other)

    await #expect {
      try await FakeDNSmanager.start(
        world: .forTests(), http: .loopback, https: .init(certificate: certificate))
    } throws: { error in
      (error as? CertificateError)?.part == .pair
    }
  }

  @Test func `what is no PEM is refused with the part that is wrong`() throws {
    #expect { try ServerCertificate(chainPEM: "no pem", keyPEM: "no pem") } throws: { error in
      (error as? CertificateError)?.part == .certificate
    }
    #expect {
      try ServerCertificate(chainPEM: GivenPair.certificate, keyPEM: "no pem")
    } throws: { error in
      (error as? CertificateError)?.part == .key
    }
  }

  private func get(
    from panel: RunningPanel, _ transport: RawClient.Transport
  ) async throws -> RawClient.Answer? {
    try await RawClient.connected(to: panel.httpsPort, transport) { client in
      try await client.send(Tests.get)
      return try await client.answer()
    }
  }

  private func serving(
    _ https: FakeDNSmanager.HTTPS, _ http: FakeDNSmanager.HTTP? = nil, _ world: World? = nil,
    _ body: (RunningPanel) async throws -> Void
  ) async throws {
    let panel = try await FakeDNSmanager.start(
      world: try world ?? .forTests(), http: http, https: https)
    do {
      try await body(panel)
    } catch {
      await panel.stop()
      throw error
    }
    await panel.stop()
  }
}

/// A certificate and its key as an operator would give them.
private enum GivenPair {
  static var certificate: String { get throws { try text("panel.test.pem") } }
  static var key: String { get throws { try text("panel.test.key") } }

  private static func text(_ name: String) throws -> String {
    try String(
      contentsOf: Repository.root.appending(path: "fixtures/certificates/\(name)"),
      encoding: .utf8)
  }
}
