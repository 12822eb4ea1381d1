private import Glibc
internal import NIOCore

/// Stands at the socket's end of a connection: keeps the time, and cuts the line when asked to.
///
/// It sees raw bytes, before TLS, so that a client which sends half a handshake or half a header is
/// timed like one which sends half a body, and a reset is a reset over TLS too.
///
/// Belongs to the connection's event loop.
final class ConnectionGuard: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// What the connection is waiting for.
  enum Phase {
    /// The next request, or the client to take in the last answer.
    case waiting
    /// The rest of a request that has begun.
    case receiving
    /// An answer that is held back for a while on purpose.
    case delayed
    /// The client to give up; there will be no answer.
    case abandoned
  }

  private let limits: HTTPLimits
  private var context: ChannelHandlerContext?
  private var phase = Phase.waiting
  private var deadline: NIODeadline?
  private var timer: (at: NIODeadline, task: Scheduled<Void>)?
  private var inputIsClosed = false

  init(limits: HTTPLimits) {
    self.limits = limits
  }

  func enter(_ phase: Phase) {
    self.phase = phase
    switch phase {
    case .waiting: deadline = .now() + TimeAmount(limits.idleTime)
    case .receiving: deadline = .now() + TimeAmount(limits.requestTime)
    case .delayed: deadline = nil
    case .abandoned:
      deadline = nil
      if inputIsClosed { context?.close(promise: nil) }
    }
    armTimer()
  }

  /// Ends the connection with RST: the client loses what it has not read.
  func reset() {
    guard let context else { return }
    let options = context.channel as? any SocketOptionProvider
    let lingering = options?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
    guard let lingering else { return context.close(promise: nil) }
    lingering.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    enter(.waiting)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    timer?.task.cancel()
    timer = nil
    self.context = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .waiting = phase { enter(.receiving) }
    context.fireChannelRead(data)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    context.fireUserInboundEventTriggered(event)
    switch (event, phase) {
    case (ChannelEvent.inputClosed, .abandoned), (is ChannelShouldQuiesceEvent, .abandoned),
      (is ChannelShouldQuiesceEvent, .delayed), (is ChannelShouldQuiesceEvent, .receiving):
      context.close(promise: nil)
    case (is ChannelShouldQuiesceEvent, .waiting): closeWhenSent(context)
    case (ChannelEvent.inputClosed, _): inputIsClosed = true
    default: break
    }
  }

  /// Closes the line itself as soon as everything is sent: TLS waits five seconds for a client's
  /// farewell, and one that keeps its connection for later says none.
  private func closeWhenSent(_ context: ChannelHandlerContext) {
    let sent = context.writeAndFlush(wrapOutboundOut(ByteBuffer()))
    sent.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
  }

  /// One timer serves all phases: it looks again when it fires, so that a request costs none.
  private func armTimer() {
    guard let context, let deadline else { return }
    if let timer {
      guard deadline < timer.at else { return }
      timer.task.cancel()
    }
    let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
      self.timer = nil
      self.closeWhenOverdue()
    }
    timer = (deadline, task)
  }

  private func closeWhenOverdue() {
    guard let deadline else { return }
    if deadline <= .now() {
      context?.close(promise: nil)
    } else {
      armTimer()
    }
  }
}
