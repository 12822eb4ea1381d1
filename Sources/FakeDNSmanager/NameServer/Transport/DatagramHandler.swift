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
    let reply = answer(Array(query.data.readableBytesView), .udp) {
      query.remoteAddress.ipAddress ?? ""
    }
    guard reply.delay > .zero else { return write(reply, to: query.remoteAddress, context) }
    let channel = context.channel
    context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(reply.delay)) {
      guard channel.isActive else { return }
      self.write(reply, to: query.remoteAddress, context)
      context.flush()
    }
  }

  private func write(
    _ reply: DNSReply, to client: SocketAddress, _ context: ChannelHandlerContext
  ) {
    for message in reply {
      // Clients ask again; datagrams that the system does not take are not gathered here.
      guard context.channel.isWritable else { return }
      let data = context.channel.allocator.buffer(bytes: message)
      context.write(
        wrapOutboundOut(AddressedEnvelope(remoteAddress: client, data: data)), promise: nil)
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    context.flush()
  }

  /// An ICMP error of an earlier reply comes back here; the socket goes on.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {}
}

/// Answers a message that came over a transport; the client's address is made when it is asked for.
typealias DNSAnswering = @Sendable ([UInt8], DNSTransport, () -> String) -> DNSReply
