internal import DNSWire
internal import NIOCore
internal import NIOPosix

/// Tells secondaries that a zone has changed (NOTIFY over UDP, RFC 1996).
enum NotifyClient {
  /// How often a secondary that does not answer is told.
  ///
  /// Assumed: RFC 1996 section 3.6 suggests five tries.
  private static let maximumAttemptCount = 5

  /// How long each try waits for the answer.
  ///
  /// Assumed; RFC 1996 section 3.6 suggests 60 seconds, which no test waits for.
  private static let timeLimit = Duration.seconds(1)

  private typealias Socket = NIOAsyncChannel<
    AddressedEnvelope<ByteBuffer>, AddressedEnvelope<ByteBuffer>
  >

  /// Sends until the secondary answers, whatever it answers, or has had all tries.
  ///
  /// - Parameters:
  ///   - zone: The name of the zone.
  ///   - secondary: The address and port to tell; only loopback is.
  ///   - address: The address to come from, by which the secondary knows its master.
  /// - Returns: Whether it answered.
  /// - Throws: ``ListenError`` for an address that is not loopback, and what the system says when it
  ///   has no socket or does not send.
  static func notify(
    _ zone: Name, to secondary: ListenAddress, comingFrom address: String
  ) async throws -> Bool {
    try secondary.validate()
    let target = try SocketAddress(ipAddress: secondary.host, port: secondary.port)
    let query = query(zone)
    let id = query.header.id
    let packet = AddressedEnvelope(
      remoteAddress: target, data: ByteBuffer(bytes: try query.encoded()))
    let socket = try await open(address)
    return try await socket.executeThenClose { inbound, outbound in
      try await withThrowingTaskGroup(of: Bool.self) { group in
        group.addTask {
          for try await reply in inbound where reply.remoteAddress == target {
            if isAnswer(Array(reply.data.readableBytesView), to: id) { return true }
          }
          return false
        }
        group.addTask {
          for _ in 0..<maximumAttemptCount {
            try await outbound.write(packet)
            try await Task.sleep(for: timeLimit)
          }
          return false
        }
        defer { group.cancelAll() }
        return try await group.next() ?? false
      }
    }
  }

  /// The message that says that a zone has changed.
  static func query(_ zone: Name) -> Message {
    var query = Message.query(
      id: UInt16.random(in: .min ... .max), Question(name: zone, type: .soa))
    query.header.opcode = .notify
    query.header.isAuthoritative = true
    return query
  }

  private static func isAnswer(_ bytes: [UInt8], to id: UInt16) -> Bool {
    guard let reply = try? Message(decoding: bytes) else { return false }
    return reply.header.id == id && reply.header.isResponse && reply.header.opcode == .notify
  }

  private static func open(_ address: String) async throws -> Socket {
    try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .bind(host: address, port: 0) { channel in
        channel.eventLoop.makeCompletedFuture {
          try Socket(wrappingChannelSynchronously: channel)
        }
      }
  }
}
