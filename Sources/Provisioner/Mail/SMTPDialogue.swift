private import Foundation
internal import NIOCore

/// A conversation with one mail server that hands one mail over (RFC 5321, 3207, 4954).
struct SMTPDialogue {
  let outbox: SMTPOutbox
  /// Encrypts the connection from here on.
  let encrypt: () async throws -> Void
  let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
  var received: [UInt8] = []

  mutating func hand(over mail: DeliverableMail) async throws {
    try await expect(220, for: "the connection")
    var capabilities = try await say("EHLO \(outbox.clientName)", expecting: 250, as: "EHLO")
    if outbox.security == .startTLS {
      guard capabilities.capability("STARTTLS") != nil else { throw SMTPError.noStartTLS }
      _ = try await say("STARTTLS", expecting: 220, as: "STARTTLS")
      // What came in the clear behind the answer was not said by the server that TLS will show.
      guard received.isEmpty else { throw SMTPError.unreadable("words before the encryption") }
      try await encrypt()
      capabilities = try await say("EHLO \(outbox.clientName)", expecting: 250, as: "EHLO")
    }
    if let login = outbox.login { try await authenticate(login, capabilities) }
    _ = try await say("MAIL FROM:<\(mail.sender)>", expecting: 250, as: "MAIL FROM")
    _ = try await say("RCPT TO:<\(mail.recipient)>", expecting: 250, as: "RCPT TO")
    _ = try await say("DATA", expecting: 354, as: "DATA")
    _ = try await confide(Self.stuffed(mail.message), expecting: 250, as: "the message")
    // The mail is theirs now, whatever they say to this.
    try? await write("QUIT")
  }

  private mutating func authenticate(
    _ login: SMTPOutbox.Login, _ capabilities: SMTPReply
  ) async throws {
    guard outbox.security != .none else { throw SMTPError.loginInTheClear }
    let ways = capabilities.capability("AUTH") ?? []
    func encoded(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
    if ways.contains("PLAIN") {
      let token = encoded("\0\(login.name)\0\(login.password.text)")
      _ = try await confide("AUTH PLAIN \(token)", expecting: 235, as: "AUTH")
    } else if ways.contains("LOGIN") {
      _ = try await say("AUTH LOGIN", expecting: 334, as: "AUTH")
      _ = try await say(encoded(login.name), expecting: 334, as: "AUTH")
      _ = try await confide(encoded(login.password.text), expecting: 235, as: "AUTH")
    } else {
      throw SMTPError.noAuthentication
    }
  }

  /// The message with a dot before each line that begins with one, and the dot that ends it.
  static func stuffed(_ message: String) -> String {
    let lines = message.components(separatedBy: "\r\n")
    let stuffed = lines.map { $0.hasPrefix(".") ? ".\($0)" : $0 }.joined(separator: "\r\n")
    return stuffed.hasSuffix("\r\n") ? "\(stuffed)." : "\(stuffed)\r\n."
  }
}

extension SMTPDialogue {
  private mutating func say(
    _ line: String, expecting code: Int, as name: String
  ) async throws -> SMTPReply {
    try await write(line)
    return try await expect(code, for: name)
  }

  /// Says what holds a password: of a refusal that may repeat it only the codes are kept (NS-59).
  private mutating func confide(
    _ line: String, expecting code: Int, as name: String
  ) async throws -> SMTPReply {
    try await write(line)
    return try await expect(code, for: name, isConfidential: true)
  }

  private func write(_ line: String) async throws {
    try await outbound.write(ByteBuffer(string: "\(line)\r\n"))
  }

  @discardableResult
  private mutating func expect(
    _ code: Int, for name: String, isConfidential: Bool = false
  ) async throws -> SMTPReply {
    while true {
      if let reply = try SMTPReply.take(from: &received) {
        guard reply.code == code else {
          throw SMTPError.refused(
            command: name, code: reply.code,
            text: isConfidential ? reply.enhancedCode : String(reply.text.prefix(200)))
        }
        return reply
      }
      guard let bytes = try await inbound.next() else { throw SMTPError.closed }
      received += Array(bytes.readableBytesView)
    }
  }
}
