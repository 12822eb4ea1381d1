private import NIOCore
private import NIOPosix
private import Synchronization

/// A mail server on loopback that accepts everything and keeps it by recipient.
///
/// What a partner's provisioner needs to deliver a mail by SMTP (RFC 5321), and no more: no TLS, no
/// login. A lock guards the mails.
final class MailServer: Sendable {
  /// How many bytes of a message are taken; a larger one is refused.
  fileprivate static let maximumByteCount = 1 << 20

  private let mails: Mailbox
  private let close: @Sendable () async -> Void
  /// Where it listens.
  let port: Int

  private init(port: Int, mails: Mailbox, close: @escaping @Sendable () async -> Void) {
    self.port = port
    self.mails = mails
    self.close = close
  }

  /// Opens a free port; throws when there is none.
  static func start() async throws -> MailServer {
    let mails = Mailbox()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(MailDialogue(mails))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    return MailServer(port: channel.localAddress?.port ?? 0, mails: mails) {
      try? await channel.close()
    }
  }

  /// Closes the port.
  func stop() async { await close() }

  /// Returns the messages for a recipient, oldest first, each as RFC 5322 bytes.
  func messages(to recipient: String) -> [[UInt8]] {
    messages(at: Mailbox.host(of: recipient)) { $0 == recipient.lowercased() }
  }

  /// Returns the messages for all recipients at a host, as ``messages(to:)`` does.
  func messages(at host: String) -> [[UInt8]] { messages(at: host) { _ in true } }

  private func messages(at host: String, _ isMeant: (String) -> Bool) -> [[UInt8]] {
    mails.all.withLock { $0[host.lowercased()] ?? [] }.filter { isMeant($0.recipient) }
      .map(\.message)
  }
}

/// The mails by the host of their recipient, all in lower case: each case has a host of its own.
private final class Mailbox: Sendable {
  let all = Mutex<[String: [(recipient: String, message: [UInt8])]]>([:])

  static func host(of address: String) -> String {
    address.split(separator: "@").last.map { $0.lowercased() } ?? ""
  }
}

/// One connection: reads lines, answers each, and collects the message between `DATA` and the dot.
private final class MailDialogue: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let mails: Mailbox
  private var rest: [UInt8] = []
  private var recipients: [String] = []
  /// The message so far; `nil` outside `DATA`.
  private var message: [UInt8]?

  init(_ mails: Mailbox) { self.mails = mails }

  func channelActive(context: ChannelHandlerContext) { say("220 nslab", context) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    rest += Array(buffer: unwrapInboundIn(data))
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      var line = rest[..<end]
      if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
      take(Array(line), context)
      rest.removeSubrange(...end)
    }
    guard rest.count + (message?.count ?? 0) <= MailServer.maximumByteCount else {
      say("552 too large", context)
      return context.close(promise: nil)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func take(_ line: [UInt8], _ context: ChannelHandlerContext) {
    guard message != nil else {
      return command(String(decoding: line, as: UTF8.self), context)
    }
    guard line == [UInt8(ascii: ".")] else {
      // A line that begins with a dot has got another one on its way (RFC 5321, section 4.5.2).
      message?.append(contentsOf: line.first == UInt8(ascii: ".") ? line.dropFirst() : line[...])
      message?.append(contentsOf: "\r\n".utf8)
      return
    }
    let collected = message ?? []
    message = nil
    mails.all.withLock { all in
      for recipient in recipients {
        all[Mailbox.host(of: recipient), default: []].append((recipient, collected))
      }
    }
    recipients = []
    say("250 kept", context)
  }

  private func command(_ line: String, _ context: ChannelHandlerContext) {
    switch line.prefix(4).uppercased() {
    case "EHLO", "HELO": say("250 nslab", context)
    case "RCPT":
      guard let address = line.firstMatch(of: /<([^<>]+)>/)?.1 else {
        return say("501 an address stands between < and >", context)
      }
      recipients.append(address.lowercased())
      say("250 ok", context)
    case "DATA":
      guard !recipients.isEmpty else { return say("503 first RCPT TO", context) }
      message = []
      say("354 go on", context)
    case "RSET":
      recipients = []
      say("250 ok", context)
    case "MAIL", "NOOP": say("250 ok", context)
    case "QUIT":
      say("221 bye", context)
      context.close(promise: nil)
    default: say("502 no such command", context)
    }
  }

  private func say(_ text: String, _ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "\(text)\r\n")), promise: nil)
  }
}
