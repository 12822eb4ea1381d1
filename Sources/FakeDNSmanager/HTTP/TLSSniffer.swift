internal import NIOCore
internal import NIOSSL

/// Tells by its first byte whether a client on the HTTPS port speaks TLS, and leaves.
///
/// The product's web server answers plain HTTP on that port too (its `redirect` switch, reference
/// §1.1), so both have to be understood there.
final class TLSSniffer: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer

  /// The first byte of a TLS record that carries a handshake (RFC 8446 §5.1).
  private static let handshake: UInt8 = 22

  private let tls: () -> NIOSSLContext
  private let onPlain: () -> Bool

  /// Creates a sniffer; `tls` is called for a client that speaks TLS, and `onPlain` is called when the client does not speak TLS, and returns whether it
  /// may go on.
  init(tls: @escaping () -> NIOSSLContext, onPlain: @escaping () -> Bool) {
    self.tls = tls
    self.onPlain = onPlain
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let pipeline = context.pipeline.syncOperations
    let first = Self.unwrapInboundIn(data).readableBytesView.first
    if first == Self.handshake {
      do {
        try pipeline.addHandler(NIOSSLServerHandler(context: tls()), position: .after(self))
      } catch {
        return context.close(promise: nil)
      }
    } else if !onPlain() {
      return context.close(promise: nil)
    }
    context.fireChannelRead(data)
    pipeline.removeHandler(self, promise: nil)
  }
}
