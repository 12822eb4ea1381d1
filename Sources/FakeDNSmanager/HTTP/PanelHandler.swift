internal import NIOCore
internal import NIOHTTP1
internal import NIOTLS

/// Collects the parts of one request at a time, has it answered and sends the answer.
///
/// Runs on the connection's event loop, the panel's work included: a call is a transaction on a
/// database in memory, and handing it to another thread would cost more than it takes.
final class PanelHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// What the requests of this connection get.
  enum Mode {
    case panel(isSecure: Bool)
    case redirect(toPort: Int)
  }

  var mode: Mode
  private let limits: HTTPLimits
  private let connection: ConnectionGuard
  private let remoteAddress: String
  private let answer: @Sendable (PanelRequest) -> PanelAnswer

  private var head: HTTPRequestHead?
  private var body = ByteBuffer()
  private var complete: (head: HTTPRequestHead, body: ByteBuffer)?
  private var isAnswering = false
  /// Whether an answer is still to be written, later.
  private var isOwing = false
  /// Whether this connection takes no further request.
  private var isEnding = false

  init(
    mode: Mode, limits: HTTPLimits, connection: ConnectionGuard, remoteAddress: SocketAddress?,
    answer: @escaping @Sendable (PanelRequest) -> PanelAnswer
  ) {
    self.mode = mode
    self.limits = limits
    self.connection = connection
    self.remoteAddress = remoteAddress?.plainIPAddress ?? ""
    self.answer = answer
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch Self.unwrapInboundIn(data) {
    case .head(let head) where !isEnding: begin(head, context)
    case .body(var part) where !isEnding:
      if body.readableBytes + part.readableBytes > limits.bodySize {
        refuseBody(context)
      } else {
        body.writeBuffer(&part)
      }
    case .end where isEnding:
      // The rest of a body that was refused has been read, so closing will not reset.
      context.close(promise: nil)
    case .end:
      if let head { complete = (head, body) }
      head = nil
      answerComplete(context)
    case .head, .body: break
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case TLSUserEvent.handshakeCompleted: connection.enter(.waiting)
    case ChannelEvent.inputClosed:
      // A client that has said all it has to say may still wait for its answer.
      isEnding = true
      if !isOwing { context.close(promise: nil) }
    default: context.fireUserInboundEventTriggered(event)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // What is no request gets an answer before the end; the rest are broken connections.
    if let error = error as? HTTPParserError, !isEnding, !isOwing {
      isEnding = true
      context.write(Self.wrapOutboundOut(.head(.refusal(of: error))), promise: nil)
      context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
    }
    context.close(promise: nil)
  }

  private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    self.head = head
    body.clear()
    if let length = head.headers.first(name: "Content-Length").flatMap(Int.init),
      length > limits.bodySize
    {
      refuseBody(context)
    } else if head.version == .http1_1, head.headers.contains(name: "Expect") {
      let go = HTTPResponseHead(version: head.version, status: .continue)
      context.writeAndFlush(Self.wrapOutboundOut(.head(go)), promise: nil)
    }
  }

  private func refuseBody(_ context: ChannelHandlerContext) {
    guard let head else { return }
    isEnding = true
    body = ByteBuffer()
    let answer = PanelAnswer.status(413, "The request is too large")
    write(answer, to: head, keepsAlive: false, context)
    context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
  }

  /// Answers the request that has come in, and those that the answer lets through behind it.
  ///
  /// Writing the end of an answer makes the next pipelined request arrive while we are still in here;
  /// the loop keeps a thousand of them from nesting a thousand calls deep.
  private func answerComplete(_ context: ChannelHandlerContext) {
    guard !isAnswering else { return }
    isAnswering = true
    while let request = complete {
      complete = nil
      deliver(response(to: request.head, request.body), to: request.head, context)
    }
    isAnswering = false
    context.flush()
  }

  private func response(to head: HTTPRequestHead, _ body: ByteBuffer) -> PanelAnswer {
    switch mode {
    case .redirect(let port): return .redirect(head, toPort: port)
    case .panel(let isSecure):
      guard [.GET, .POST, .HEAD].contains(head.method) else { return .methodNotAllowed }
      return answer(
        PanelRequest(head, body: body, remoteAddress: remoteAddress, isSecure: isSecure))
    }
  }

  private func deliver(
    _ answer: PanelAnswer, to head: HTTPRequestHead, _ context: ChannelHandlerContext
  ) {
    switch answer.delivery {
    case .normal: send(answer, to: head, context)
    case .delayed(let duration):
      isOwing = true
      connection.enter(.delayed)
      context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(duration)) {
        self.isOwing = false
        guard context.channel.isActive else { return }
        self.send(answer, to: head, context)
        context.flush()
      }
    case .never:
      isOwing = true
      connection.enter(.abandoned)
    case .reset: connection.reset()
    case .closed:
      isEnding = true
      context.close(promise: nil)
    case .cut(let count):
      isEnding = true
      write(answer, to: head, keepsAlive: true, bodyLimit: count, context)
      context.writeAndFlush(Self.wrapOutboundOut(.body(.byteBuffer(ByteBuffer()))))
        .assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    }
  }

  private func send(
    _ answer: PanelAnswer, to head: HTTPRequestHead, _ context: ChannelHandlerContext
  ) {
    let keepsAlive = head.isKeepAlive && !isEnding
    write(answer, to: head, keepsAlive: keepsAlive, context)
    connection.enter(.waiting)
    guard !keepsAlive else {
      return context.write(Self.wrapOutboundOut(.end(nil)), promise: nil)
    }
    isEnding = true
    context.writeAndFlush(Self.wrapOutboundOut(.end(nil)))
      .assumeIsolated().whenComplete { _ in context.close(promise: nil) }
  }

  private func write(
    _ answer: PanelAnswer, to head: HTTPRequestHead, keepsAlive: Bool, bodyLimit: Int = .max,
    _ context: ChannelHandlerContext
  ) {
    context.write(
      Self.wrapOutboundOut(.head(answer.responseHead(to: head, keepsAlive: keepsAlive))),
      promise: nil)
    guard head.method != .HEAD, !answer.body.isEmpty, bodyLimit > 0 else { return }
    let buffer = context.channel.allocator.buffer(bytes: answer.body.prefix(bodyLimit))
    context.write(Self.wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
  }
}
