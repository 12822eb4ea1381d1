internal import NIOCore

/// Answers the datagrams of one address.
final class DatagramHandler: ChannelInboundHandler {
  typealias InboundIn = AddressedEnvelope<ByteBuffer>
  typealias OutboundOut = AddressedEnvelope<ByteBuffer>

  private let answer: DNSAnswering

  init(answer: @escaping DNSAnswering) {
    self.answer = answer
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let query = unwrapInboundIn(data)
    guard let client = query.remoteAddress.ipAddress else { return }
    for message in answer(Array(query.data.readableBytesView), .udp, client) {
      // Clients ask again; datagrams that the system does not take are not gathered here.
      guard context.channel.isWritable else { return }
      let reply = AddressedEnvelope(
        remoteAddress: query.remoteAddress, data: context.channel.allocator.buffer(bytes: message))
      context.write(wrapOutboundOut(reply), promise: nil)
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    context.flush()
  }

  /// An ICMP error of an earlier reply comes back here; the socket goes on.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {}
}

/// Answers a message that came over a transport from a client's address.
typealias DNSAnswering = @Sendable ([UInt8], DNSTransport, String) -> DNSReply
