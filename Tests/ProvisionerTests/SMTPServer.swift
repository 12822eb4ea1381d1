import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A mail server that answers each line as a table says and keeps what it was told.
///
/// With a certificate it encrypts: from the first byte, or when it is told `STARTTLS`.
final class SMTPServer: Sendable {
  private let channel: any Channel
  private let kept: Kept
  let port: Int

  final class Kept: Sendable {
    let lines = Mutex<[String]>([])
    let clearLines = Mutex<[String]>([])
  }

  /// Its encryption.
  struct Encryption: Sendable {
    let context: NIOSSLContext
    /// Whether it begins with the first byte.
    let isImmediate: Bool
    /// What `AUTH` offers once the connection is encrypted.
    let ways: String

    /// Uses a pair of files in `fixtures/certificates`.
    init(_ certificate: String, isImmediate: Bool = false, ways: String = "PLAIN LOGIN") throws {
      context = try NIOSSLContext(configuration: RawServer.certificate(certificate))
      self.isImmediate = isImmediate
      self.ways = ways
    }
  }

  /// Starts it; `answers` go by the first word of a line, `nil` for one closes the connection.
  ///
  /// Without `encryption` it takes a handshake for a command, or with `isMuteToTLS` says nothing to it.
  init(
    greeting: String? = "220 hello\r\n", answers: [String: String?] = [:],
    encryption: Encryption? = nil, host: String = "127.0.0.1", isMuteToTLS: Bool = false
  ) async throws {
    let kept = Kept()
    self.kept = kept
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let encryption, encryption.isImmediate {
            try channel.pipeline.syncOperations.addHandler(
              NIOSSLServerHandler(context: encryption.context))
          }
          try channel.pipeline.syncOperations.addHandler(
            Talker(
              greeting: greeting, answers: answers, encryption: encryption, kept: kept,
              isMuteToTLS: isMuteToTLS))
        }
      }
      .bind(host: host, port: 0).get()
    port = channel.localAddress?.port ?? 0
  }

  /// The lines that were received, without their ends.
  var lines: [String] { kept.lines.withLock { $0 } }
  /// Those of them that everybody on the way could read.
  var clearLines: [String] { kept.clearLines.withLock { $0 } }

  func stop() async throws { try await channel.close() }
}

private final class Talker: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let greeting: String?
  private let answers: [String: String?]
  private let encryption: SMTPServer.Encryption?
  private let kept: SMTPServer.Kept
  private let isMuteToTLS: Bool
  private var rest = ""
  private var isMessage = false
  private var isEncrypted: Bool
  /// What is still to be said to lines of `AUTH LOGIN`.
  private var loginAnswers: [String] = []

  init(
    greeting: String?, answers: [String: String?], encryption: SMTPServer.Encryption?,
    kept: SMTPServer.Kept, isMuteToTLS: Bool
  ) {
    self.greeting = greeting
    self.answers = answers
    self.encryption = encryption
    self.kept = kept
    self.isMuteToTLS = isMuteToTLS
    isEncrypted = encryption?.isImmediate ?? false
  }

  func channelActive(context: ChannelHandlerContext) {
    if let greeting { say(greeting, context) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    rest += String(buffer: unwrapInboundIn(data))
    // The first byte of a TLS handshake, which a server that cannot speak it takes for a command.
    if rest.hasPrefix("\u{16}") {
      rest = ""
      return isMuteToTLS ? () : say("500 what?\r\n", context)
    }
    while let end = rest.firstRange(of: "\r\n") {
      let line = String(rest[..<end.lowerBound])
      rest = String(rest[end.upperBound...])
      kept.lines.withLock { $0.append(line) }
      if !isEncrypted { kept.clearLines.withLock { $0.append(line) } }
      answer(line, context)
    }
  }

  private func answer(_ line: String, _ context: ChannelHandlerContext) {
    guard !isMessage || line == "." else { return }
    guard loginAnswers.isEmpty else { return say(loginAnswers.removeFirst(), context) }
    let word = isMessage ? "." : String(line.prefix { $0 != " " })
    isMessage = false
    guard let answer = answers[word, default: standard(word, line)] else {
      return context.close(promise: nil)
    }
    isMessage = word == "DATA" && answer.hasPrefix("354")
    say(answer, context)
    if word == "STARTTLS", answer.hasPrefix("220") { encrypt(context) }
  }

  private func encrypt(_ context: ChannelHandlerContext) {
    guard let encryption, !isEncrypted else { return }
    isEncrypted = true
    do {
      try context.pipeline.syncOperations.addHandler(
        NIOSSLServerHandler(context: encryption.context), position: .first)
    } catch {
      context.close(promise: nil)
    }
  }

  private func standard(_ word: String, _ line: String) -> String? {
    switch word {
    case "EHLO" where isEncrypted:
      "250-me\r\n250-AUTH \(encryption?.ways ?? "")\r\n250 8BITMIME\r\n"
    case "EHLO" where encryption != nil: "250-me\r\n250 STARTTLS\r\n"
    case "EHLO": "250-me\r\n250-SIZE 1000000\r\n250 8BITMIME\r\n"
    case "STARTTLS": "220 go\r\n"
    case "AUTH" where line == "AUTH LOGIN": login()
    case "AUTH": "235 welcome\r\n"
    case "DATA": "354 go on\r\n"
    default: "250 ok\r\n"
    }
  }

  private func login() -> String {
    loginAnswers = ["334 UGFzc3dvcmQ6\r\n", "235 welcome\r\n"]
    return "334 VXNlcm5hbWU6\r\n"
  }

  private func say(_ text: String, _ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
  }
}
