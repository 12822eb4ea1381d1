internal import DNSWire
internal import NIOCore
internal import NIOPosix

/// Transfers zones from their masters (AXFR over TCP, RFC 5936).
enum TransferClient {
  /// How long a whole transfer may take.
  ///
  /// Assumed; BIND gives up after two hours, which no test waits for.
  private static let timeLimit = Duration.seconds(30)

  /// Assumed, as ``timeLimit`` is; loopback connects or refuses at once.
  private static let connectTimeLimit = TimeAmount.seconds(5)

  /// The transfer took longer than it may.
  private struct TimedOut: Error, CustomStringConvertible {
    var description: String { "the transfer took more than \(timeLimit)" }
  }

  /// Returns the zone as its master has it now.
  ///
  /// - Parameters:
  ///   - origin: The name of the zone.
  ///   - master: The master's address and port; only loopback is connected to.
  ///   - address: The address to come from, by which the master knows the namespace (reference §4.1);
  ///     the system chooses one when it is `nil` or of the other family.
  /// - Returns: What was transferred, whole.
  /// - Throws: ``ListenError`` for an address that is not loopback, `TransferError` for an answer that
  ///   is no zone, and what the system says when there is no connection.
  static func zone(
    _ origin: Name, from master: ListenAddress, comingFrom address: String?
  ) async throws -> Zone {
    try master.validate()
    return try await withThrowingTaskGroup(of: Zone.self) { group in
      group.addTask { try await transfer(origin, master, address) }
      group.addTask {
        try await Task.sleep(for: timeLimit)
        throw TimedOut()
      }
      defer { group.cancelAll() }
      guard let zone = try await group.next() else { throw TimedOut() }
      return zone
    }
  }

  private static func transfer(
    _ origin: Name, _ master: ListenAddress, _ address: String?
  ) async throws -> Zone {
    let query = Message.query(
      id: UInt16.random(in: .min ... .max), Question(name: origin, type: .axfr))
    let packet = try query.encoded()
    var frame = ByteBuffer(integer: UInt16(truncatingIfNeeded: packet.count))
    frame.writeBytes(packet)
    let request = frame
    let channel = try await connect(master, address)
    return try await channel.executeThenClose { inbound, outbound in
      try await outbound.write(request)
      var collector = TransferCollector(origin: origin, id: query.header.id)
      for try await message in inbound {
        if try collector.receive(Array(message.readableBytesView)) { break }
      }
      return try collector.zone()
    }
  }

  private static func connect(
    _ master: ListenAddress, _ address: String?
  ) async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
    var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(connectTimeLimit)
    let target = try SocketAddress(ipAddress: master.host, port: master.port)
    if let address {
      let source = try SocketAddress(ipAddress: address, port: 0)
      if source.protocol == target.protocol { bootstrap = bootstrap.bind(to: source) }
    }
    return try await bootstrap.connect(to: target) { channel in
      channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.addHandler(ByteToMessageHandler(MessageFraming()))
        return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
      }
    }
  }
}
