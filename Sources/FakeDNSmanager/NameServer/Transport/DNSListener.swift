internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// One address that is answered on, over UDP and TCP.
struct DNSListener: Sendable {
  /// The port of both.
  let port: Int
  private let datagrams: any Channel
  private let streams: any Channel
  private let connections: Connections

  /// TCP connections to one address that may be open at once; more are closed as they come.
  ///
  /// Assumed: BIND's own default is 150 for the whole server.
  static let maximumConnectionCount = 1_000

  /// Datagrams that are read at once.
  private static let datagramCount = 32
  /// The largest UDP query that is read whole, in octets; what is longer is answered FORMERR.
  ///
  /// Assumed: four times what servers say that they take (1,232) is enough.
  private static let maximumQueryByteCount = 4_096

  /// Opens an address and returns when clients can ask; with port 0 the system chooses it.
  ///
  /// `idleTime` is as ``StreamHandler/idleTime`` says, `connectionCount` as ``maximumConnectionCount``.
  static func open(
    _ address: ListenAddress, idleTime: TimeAmount = StreamHandler.idleTime,
    connectionCount: Int = maximumConnectionCount, answer: @escaping DNSAnswering
  ) async throws(ListenError) -> DNSListener {
    try address.validate()
    do {
      let datagrams = try await datagramBootstrap(answer)
        .bind(host: address.host, port: address.port).get()
      let port = datagrams.localAddress?.port ?? address.port
      let connections = Connections(maximumCount: connectionCount)
      do {
        let streams = try await streamBootstrap(connections, idleTime, answer)
          .bind(host: address.host, port: port).get()
        return DNSListener(
          port: port, datagrams: datagrams, streams: streams, connections: connections)
      } catch {
        try? await datagrams.close()
        throw error
      }
    } catch {
      throw address.refusal(ListenError.Reason(error))
    }
  }

  /// Closes both sockets and every connection; returns when they are gone.
  func close() async {
    try? await datagrams.close()
    try? await streams.close()
    for channel in connections.all { try? await channel.close() }
  }

  private static func datagramBootstrap(_ answer: @escaping DNSAnswering) -> DatagramBootstrap {
    DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.datagramVectorReadMessageCount, value: datagramCount)
      // NIO divides what it allocates among the datagrams of one read.
      .channelOption(
        .recvAllocator,
        value: FixedSizeRecvByteBufferAllocator(
          capacity: datagramCount * maximumQueryByteCount)
      )
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(DatagramHandler(answer: answer))
        }
      }
  }

  private static func streamBootstrap(
    _ connections: Connections, _ idleTime: TimeAmount, _ answer: @escaping DNSAnswering
  ) -> ServerBootstrap {
    ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelInitializer { channel in
        guard connections.add(channel) else { return channel.close() }
        return channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          try pipeline.addHandler(ByteToMessageHandler(MessageFraming()))
          try pipeline.addHandler(StreamHandler(idleTime: idleTime, answer: answer))
        }
      }
  }
}

/// The open TCP connections of one address; a lock guards them.
private final class Connections: Sendable {
  private let open = Mutex<[ObjectIdentifier: any Channel]>([:])
  private let maximumCount: Int

  init(maximumCount: Int) {
    self.maximumCount = maximumCount
  }

  var all: [any Channel] { open.withLock { Array($0.values) } }

  /// Says whether there is room for one more.
  func add(_ channel: any Channel) -> Bool {
    let id = ObjectIdentifier(channel)
    let isAdded = open.withLock { open in
      guard open.count < maximumCount else { return false }
      open[id] = channel
      return true
    }
    if isAdded {
      channel.closeFuture.whenComplete { _ in self.open.withLock { _ = $0.removeValue(forKey: id) }
      }
    }
    return isAdded
  }
}
