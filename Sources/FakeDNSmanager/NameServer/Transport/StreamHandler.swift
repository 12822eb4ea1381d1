internal import DequeModule
internal import NIOCore

/// Answers the messages of one TCP connection, in their order (RFC 7766 section 6.2.1.1).
///
/// Nothing is read while the client does not take in its answers, and a connection on which nothing
/// moves is closed; so what a client can hold is bounded. Belongs to the connection's event loop.
final class StreamHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// How long a connection may wait for a whole message, or for the client to take one in.
  ///
  /// Assumed; RFC 7766 section 6.2.3 asks for "a few seconds".
  static let idleTime = TimeAmount.seconds(10)
  /// Questions that may wait before nothing more is read, and their octets: as many as one of the
  /// largest has.
  private static let (maximumPendingCount, maximumPendingBytes) = (16, 65_535)

  private let answer: DNSAnswering
  private let idleTime: TimeAmount
  /// Questions that came and are not answered: answers are made when they can be sent, so that a
  /// client that asks much and takes nothing in holds no more than what it has sent.
  private var pending: Deque<ByteBuffer> = []
  private var pendingBytes = 0
  /// What is being sent.
  private var reply: DNSReply?
  private var lastProgress = NIODeadline.now()
  private var readIsHeld = false
  private var inputIsClosed = false
  private var timer: Scheduled<Void>?
  /// Whether a fault's delay has to pass before anything is sent.
  private var isHeld = false

  init(idleTime: TimeAmount = StreamHandler.idleTime, answer: @escaping DNSAnswering) {
    self.idleTime = idleTime
    self.answer = answer
  }

  func channelActive(context: ChannelHandlerContext) {
    armTimer(context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    pending = []
    pendingBytes = 0
    reply = nil
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    lastProgress = .now()
    let query = unwrapInboundIn(data)
    pendingBytes += query.readableBytes
    pending.append(query)
    send(context)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable {
      lastProgress = .now()
      send(context)
    }
    context.fireChannelWritabilityChanged()
  }

  func read(context: ChannelHandlerContext) {
    guard hasRoom else {
      readIsHeld = true
      return
    }
    context.read()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed = event {
      inputIsClosed = true
      closeWhenDone(context)
    }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private var hasRoom: Bool {
    pending.count < Self.maximumPendingCount && pendingBytes < Self.maximumPendingBytes
  }

  private func send(_ context: ChannelHandlerContext) {
    while !isHeld, context.channel.isWritable, answerNext(context) {
      guard let message = reply?.next() else {
        reply = nil
        continue
      }
      var buffer = context.channel.allocator.buffer(capacity: message.count + 2)
      buffer.writeInteger(UInt16(truncatingIfNeeded: message.count))
      buffer.writeBytes(message)
      context.write(wrapOutboundOut(buffer), promise: nil)
    }
    context.flush()
    if readIsHeld, hasRoom {
      readIsHeld = false
      context.read()
    }
    closeWhenDone(context)
  }

  /// Makes the answer to the next question, unless one is being sent; `false` when nothing can be sent
  /// now.
  private func answerNext(_ context: ChannelHandlerContext) -> Bool {
    guard reply == nil else { return true }
    guard let query = pending.popFirst() else { return false }
    pendingBytes -= query.readableBytes
    let next = answer(Array(query.readableBytesView), .tcp) {
      context.remoteAddress?.ipAddress ?? ""
    }
    reply = next
    if next.delay > .zero { hold(for: TimeAmount(next.delay), context) }
    return !isHeld
  }

  /// Sends nothing for a time; a delayed answer holds up those that follow it on its connection.
  private func hold(for time: TimeAmount, _ context: ChannelHandlerContext) {
    isHeld = true
    let channel = context.channel
    context.eventLoop.assumeIsolated().scheduleTask(in: time) {
      self.isHeld = false
      self.lastProgress = .now()
      if channel.isActive { self.send(context) }
    }
  }

  /// A client that has said everything still gets its answers.
  private func closeWhenDone(_ context: ChannelHandlerContext) {
    guard inputIsClosed, pending.isEmpty, reply == nil else { return }
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete { _ in
      channel.close(promise: nil)
    }
  }

  private func armTimer(_ context: ChannelHandlerContext) {
    timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: lastProgress + idleTime) {
      // A delay of ours is no idleness of the client.
      if self.isHeld { self.lastProgress = .now() }
      guard self.lastProgress + self.idleTime > .now() else {
        return context.close(promise: nil)
      }
      self.armTimer(context)
    }
  }
}
