import NIOCore
import NIOPosix
import Synchronization

/// A mail server that answers each line as a table says and keeps what it was told.
final class SMTPServer: Sendable {
  private let channel: any Channel
  private let kept: Kept
  let port: Int

  final class Kept: Sendable {
    let lines = Mutex<[String]>([])
  }

  /// Starts it; `answers` go by the first word of a line, `nil` for one closes the connection.
  init(
    greeting: String? = "220 hello\r\n", answers: [String: String?] = [:]
  ) async throws {
    let kept = Kept()
    self.kept = kept
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            Talker(greeting: greeting, answers: answers, kept: kept))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    port = channel.localAddress?.port ?? 0
  }

  /// The lines that were received, without their ends.
  var lines: [String] { kept.lines.withLock { $0 } }

  func stop() async throws { try await channel.close() }
}

private final class Talker: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let greeting: String?
  private let answers: [String: String?]
  private let kept: SMTPServer.Kept
  private var rest = ""
  private var isMessage = false

  init(greeting: String?, answers: [String: String?], kept: SMTPServer.Kept) {
    self.greeting = greeting
    self.answers = answers
    self.kept = kept
  }

  func channelActive(context: ChannelHandlerContext) {
    if let greeting { say(greeting, context) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    rest += String(buffer: unwrapInboundIn(data))
    while let end = rest.firstRange(of: "\r\n") {
      let line = String(rest[..<end.lowerBound])
      rest = String(rest[end.upperBound...])
      kept.lines.withLock { $0.append(line) }
      answer(line, context)
    }
  }

  private func answer(_ line: String, _ context: ChannelHandlerContext) {
    guard !isMessage || line == "." else { return }
    let word = isMessage ? "." : String(line.prefix { $0 != " " })
    isMessage = false
    guard let answer = answers[word, default: standard(word)] else {
      return context.close(promise: nil)
    }
    isMessage = word == "DATA" && answer.hasPrefix("354")
    say(answer, context)
  }

  private func standard(_ word: String) -> String? {
    switch word {
    case "EHLO": "250-me\r\n250-SIZE 1000000\r\n250 8BITMIME\r\n"
    case "DATA": "354 go on\r\n"
    default: "250 ok\r\n"
    }
  }

  private func say(_ text: String, _ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
  }
}
