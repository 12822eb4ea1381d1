import Foundation
import Testing

@testable import Provisioner

/// What a mail server must show before it is told a password or a mail.
struct SMTPSecurityTests {
  private static let mail = DeliverableMail(
    id: 1, service: 117, sender: "billing@example.com", recipient: "customer@example.com",
    message: "Subject: x\r\n\r\ncanary mail\r\n")
  private static let login = SMTPOutbox.Login(name: "me", password: "canary password")

  private func deliver(
    to server: SMTPServer, _ security: SMTPOutbox.Security = .startTLS,
    host: String = "127.0.0.1", trusting: String? = "panel.test", login: SMTPOutbox.Login? = login
  ) async throws {
    try await SMTPOutbox(
      host: host, port: server.port, security: security, login: login,
      trusting: try trusting.map { try TrustedAuthorities(pem: RawServer.pem($0)) }
    ).deliver(Self.mail)
  }

  private static func encoded(_ text: String) -> String {
    Data(text.utf8).base64EncodedString()
  }

  @Test func `after STARTTLS the login is sent, and before it nothing but the wish`() async throws {
    let server = try await SMTPServer(encryption: .init("panel.test"))

    try await deliver(to: server)

    #expect(server.clearLines == ["EHLO nslab.invalid", "STARTTLS"])
    let token = Self.encoded("\0me\0canary password")
    #expect(Array(server.lines[2..<4]) == ["EHLO nslab.invalid", "AUTH PLAIN \(token)"])
    #expect(server.lines.contains("canary mail"))
    try await server.stop()
  }

  @Test func `where only LOGIN is offered, name and password go one by one`() async throws {
    let server = try await SMTPServer(encryption: .init("panel.test", ways: "CRAM-MD5 LOGIN"))

    try await deliver(to: server)

    #expect(
      Array(server.lines[3..<6])
        == ["AUTH LOGIN", Self.encoded("me"), Self.encoded("canary password")])
    #expect(server.lines.contains("canary mail"))
    try await server.stop()
  }

  @Test func `with TLS from the first byte nothing is said in the clear`() async throws {
    let server = try await SMTPServer(encryption: .init("panel.test", isImmediate: true))

    try await deliver(to: server, .tls)

    #expect(server.clearLines.isEmpty)
    #expect(server.lines.contains("canary mail"))
    try await server.stop()
  }

  @Test(
    arguments: [
      ("panel.test", "panel.test", "127.0.0.2", TLSReason.otherHost),
      ("panel.test", nil, "127.0.0.1", TLSReason.unverified),
      ("expired.test", "expired.test", "127.0.0.1", TLSReason.unverified),
    ] as [(String, String?, String, String)], SMTPOutbox.Security.allCases.filter { $0 != .none })
  func `a server that is not the one that was meant is told nothing`(
    server: (certificate: String, trusted: String?, host: String, reason: String),
    security: SMTPOutbox.Security
  ) async throws {
    let talking = try await SMTPServer(
      encryption: .init(server.certificate, isImmediate: security == .tls), host: server.host)

    await #expect(throws: SMTPError.tls(server.reason)) {
      try await deliver(
        to: talking, security, host: server.host, trusting: server.trusted)
    }

    #expect(talking.lines == (security == .tls ? [] : ["EHLO nslab.invalid", "STARTTLS"]))
    try await talking.stop()
  }

  @Test func `a server that speaks no TLS behind its word is told nothing`() async throws {
    let server = try await SMTPServer(answers: ["EHLO": "250-me\r\n250 STARTTLS\r\n"])

    await #expect(throws: SMTPError.tls(TLSReason.absent)) { try await deliver(to: server) }

    #expect(server.lines == ["EHLO nslab.invalid", "STARTTLS"])
    try await server.stop()
  }

  @Test(.timeLimit(.minutes(5)), arguments: [SMTPOutbox.Security.startTLS, .tls])
  func `a server that never answers the handshake is left in time`(
    security: SMTPOutbox.Security
  ) async throws {
    let server = try await SMTPServer(
      greeting: security == .tls ? nil : "220 hello\r\n",
      answers: ["EHLO": "250-me\r\n250 STARTTLS\r\n"], isMuteToTLS: true)
    let outbox = SMTPOutbox(
      host: "127.0.0.1", port: server.port, security: security, timeout: .milliseconds(200))

    await #expect(throws: SMTPError.timeout) { try await outbox.deliver(Self.mail) }
    try await server.stop()
  }

  @Test(arguments: [
    ("535 5.7.8 canary password\r\n", "5.7.8"), ("535 no\r\n", ""), ("535 5.7.88888 no\r\n", ""),
  ])
  func `of a refused login only the codes are kept`(answer: String, kept: String) async throws {
    let server = try await SMTPServer(
      answers: ["AUTH": answer], encryption: .init("panel.test"))

    let error = SMTPError.refused(command: "AUTH", code: 535, text: kept)
    await #expect(throws: error) { try await deliver(to: server) }

    #expect(!server.lines.contains { $0.hasPrefix("MAIL") })
    #expect("\(error)" == "the mail server refused AUTH: 535\(kept.isEmpty ? "" : " ")\(kept)")
    try await server.stop()
  }

  @Test func `what was offered in the clear does not count`() async throws {
    let server = try await SMTPServer(encryption: .init("panel.test", ways: "CRAM-MD5"))

    await #expect(throws: SMTPError.noAuthentication) { try await deliver(to: server) }

    #expect(server.lines == ["EHLO nslab.invalid", "STARTTLS", "EHLO nslab.invalid"])
    try await server.stop()
  }
}
