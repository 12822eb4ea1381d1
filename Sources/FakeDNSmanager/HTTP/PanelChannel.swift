internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL

/// Sets up each connection of one port.
struct PanelChannel: ServerChildChannel {
  /// What a port speaks.
  enum Security: Sendable {
    case plain
    /// TLS; plain HTTP is redirected to it, or refused by closing.
    case tls(TLSContexts, redirectsPlain: Bool)
    /// Plain HTTP that is only redirected, to HTTPS on that port.
    case redirecting(toPort: Int)
  }

  /// What the server shows for itself.
  struct TLSContexts: Sendable {
    let own: NIOSSLContext
    /// With a certificate of another name.
    let foreign: NIOSSLContext
    /// Asked once for each connection.
    let showsForeign: @Sendable () -> Bool

    func next() -> NIOSSLContext { showsForeign() ? foreign : own }
  }

  /// An accepted connection.
  struct Connection: ServerChildChannelValue {
    let channel: any Channel
  }

  let security: Security
  let limits: HTTPLimits
  let answer: @Sendable (PanelRequest) -> PanelAnswer

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Connection> {
    channel.eventLoop.makeCompletedFuture {
      let connection = ConnectionGuard(limits: limits)
      let handler = PanelHandler(
        mode: mode, limits: limits, connection: connection,
        remoteAddress: channel.remoteAddress, answer: answer)
      let pipeline = channel.pipeline.syncOperations
      try pipeline.addHandler(connection)
      if case .tls(let tls, let redirectsPlain) = security {
        let port = channel.localAddress?.port
        try pipeline.addHandler(
          TLSSniffer(tls: tls.next) {
            guard redirectsPlain, let port else { return false }
            handler.mode = .redirect(toPort: port)
            return true
          })
      }
      // The handler answers what cannot be parsed itself: NIO says 400 to everything.
      try pipeline.configureHTTPServerPipeline(
        withErrorHandling: false, withEncoderConfiguration: HTTPResponseEncoder.Configuration(),
        withDecoderLimitConfiguration: decoderLimits)
      try pipeline.addHandler(handler)
      return Connection(channel: channel)
    }
  }

  func handle(value: Connection, logger: Logger) async {
    // The handlers do the work; the server only wants to know when the connection is over.
    try? await value.channel.closeFuture.get()
  }

  private var mode: PanelHandler.Mode {
    switch security {
    case .plain: .panel(isSecure: false)
    case .tls: .panel(isSecure: true)
    case .redirecting(let port): .redirect(toPort: port)
    }
  }

  private var decoderLimits: NIOHTTPDecoderLimitConfiguration {
    var result = NIOHTTPDecoderLimitConfiguration()
    result.maxHeaderFieldSize = limits.headerFieldSize
    result.maxHeaderListSize = limits.headerSize
    result.maxHeaderFieldCount = limits.headerFieldCount
    return result
  }
}
