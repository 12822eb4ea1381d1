internal import NIOCore
internal import NIOSSL
private import NIOTLS

/// The begin of encryption on a connection, until the server has shown who it is.
///
/// Belongs to the connection's event loop.
final class TLSHandshake: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let done: EventLoopPromise<Void>

  private init(done: EventLoopPromise<Void>) {
    self.done = done
  }

  /// Encrypts a connection from here on; to be called on its event loop.
  ///
  /// The future fails with ``SMTPError/tls(_:)`` when the server is not the one that was meant, and
  /// nothing that is written meanwhile leaves before it succeeds.
  static func begin(
    on channel: any Channel, _ context: NIOSSLContext, _ host: String
  ) throws -> EventLoopFuture<Void> {
    // An address is no server name; NIOSSL verifies it against the certificate's addresses.
    let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
    let tls = try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host)
    let handshake = TLSHandshake(done: channel.eventLoop.makePromise())
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(tls, position: .first)
    try pipeline.addHandler(handshake, position: .after(tls))
    return handshake.done.futureResult
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case TLSUserEvent.handshakeCompleted = event { done.succeed() }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    done.fail(SMTPError.tls(TLSReason.text(of: error)))
    context.fireErrorCaught(error)
  }

  func channelInactive(context: ChannelHandlerContext) {
    done.fail(SMTPError.closed)
    context.fireChannelInactive()
  }
}
