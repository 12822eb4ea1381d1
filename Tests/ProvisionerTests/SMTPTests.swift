import Foundation
import Testing

@testable import Provisioner

struct SMTPTests {
  private static let mail = DeliverableMail(
    id: 1, service: 117, sender: "billing@example.com", recipient: "customer@example.com",
    message: "Subject: x\r\n\r\n.hidden\r\nend\r\n")

  private func deliver(
    to server: SMTPServer, _ security: SMTPOutbox.Security = .none,
    login: SMTPOutbox.Login? = nil, timeout: Duration = .seconds(120)
  ) async throws {
    try await SMTPOutbox(
      host: "127.0.0.1", port: server.port, security: security, login: login, timeout: timeout
    ).deliver(Self.mail)
  }

  @Test func `a mail is handed over line by line, its dots doubled`() async throws {
    let server = try await SMTPServer()

    try await deliver(to: server)

    let said = [
      "EHLO nslab.invalid", "MAIL FROM:<billing@example.com>", "RCPT TO:<customer@example.com>",
      "DATA", "Subject: x", "", "..hidden", "end", ".",
    ]
    #expect(Array(server.lines.prefix(said.count)) == said)
    try await server.stop()
  }

  @Test(arguments: [
    ("MAIL", "MAIL FROM", "too\u{1}much"), ("RCPT", "RCPT TO", "too\u{1}much"),
    ("DATA", "DATA", "too\u{1}much"), (".", "the message", ""),
  ])
  func `a refusal names what was refused, and repeats nothing of the message`(
    word: String, name: String, text: String
  ) async throws {
    let server = try await SMTPServer(answers: [word: "552 too\u{1}much\r\n"])

    let error = SMTPError.refused(command: name, code: 552, text: text)
    await #expect(throws: error) { try await deliver(to: server) }
    #expect(word == "." || !server.lines.contains("."))
    try await server.stop()
  }

  @Test func `without STARTTLS nothing is sent when it is demanded`() async throws {
    let server = try await SMTPServer()

    await #expect(throws: SMTPError.noStartTLS) { try await deliver(to: server, .startTLS) }

    #expect(server.lines == ["EHLO nslab.invalid"])
    try await server.stop()
  }

  @Test func `words in the clear behind the answer to STARTTLS are not believed`() async throws {
    let server = try await SMTPServer(answers: [
      "EHLO": "250-me\r\n250 STARTTLS\r\n", "STARTTLS": "220 go\r\n250-me\r\n250 AUTH PLAIN\r\n",
    ])

    await #expect(throws: SMTPError.unreadable("words before the encryption")) {
      try await deliver(to: server, .startTLS)
    }
    try await server.stop()
  }

  @Test func `a password is never sent in the clear`() async throws {
    let server = try await SMTPServer(answers: ["EHLO": "250-me\r\n250 AUTH PLAIN LOGIN\r\n"])

    await #expect(throws: SMTPError.loginInTheClear) {
      try await deliver(to: server, login: .init(name: "me", password: "canary"))
    }
    #expect(server.lines == ["EHLO nslab.invalid"])
    try await server.stop()
  }

  @Test(arguments: [nil, "hello\r\n", "220-\r\n", String(repeating: "220-x\r\n", count: 20_000)])
  func `a server that does not answer as one is left`(greeting: String?) async throws {
    let server = try await SMTPServer(greeting: greeting)

    await #expect(throws: SMTPError.self) {
      try await deliver(to: server, timeout: .milliseconds(200))
    }
    try await server.stop()
  }

  @Test func `a connection that ends is told`() async throws {
    let server = try await SMTPServer(answers: ["DATA": nil])

    await #expect(throws: SMTPError.closed) { try await deliver(to: server) }
    try await server.stop()
  }

  @Test func `answers of several lines come back, also in pieces`() throws {
    var bytes = Array("250-me\r\n250-AUTH PLAIN LOGIN\r\n250 STARTTLS\r\n354 ".utf8)

    let reply = try #require(try SMTPReply.take(from: &bytes))
    #expect(reply.code == 250)
    #expect(reply.capability("AUTH") == ["PLAIN", "LOGIN"])
    #expect(reply.capability("STARTTLS") == [])
    #expect(reply.capability("ME") == nil)
    #expect(try SMTPReply.take(from: &bytes) == nil)
    bytes += Array("go\n".utf8)
    #expect(try SMTPReply.take(from: &bytes) == SMTPReply(code: 354, lines: ["go"]))
    #expect(bytes.isEmpty)
  }
}
