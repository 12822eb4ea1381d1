internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOPosix

/// One open port.
struct Door: Sendable {
  /// The port that clients connect to; never 0.
  let port: Int
  private let server: Server<PanelChannel>
  private let serving: Task<Void, Never>

  /// Opens a port and returns when clients can connect.
  static func open(
    _ channel: PanelChannel, at address: ListenAddress, logger: Logger
  ) async throws(ListenError) -> Door {
    try address.validate()
    let (ports, listening) = AsyncThrowingStream.makeStream(of: Int.self)
    let server = Server(
      childChannelSetup: channel,
      configuration: ServerConfiguration(
        address: .hostname(address.host, port: address.port), backlog: backlog),
      onServerRunning: { listening.yield($0.localAddress?.port ?? address.port) },
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
    let serving = Task {
      do {
        try await server.run()
        listening.finish()
      } catch {
        listening.finish(throwing: error)
      }
    }
    let port = try await address.opened(ports) {
      await close(server, serving, logger)
    }
    return Door(port: port, server: server, serving: serving)
  }

  /// Closes the port and its connections; returns when all are gone.
  func close(logger: Logger) async { await Self.close(server, serving, logger) }

  private static func close(
    _ server: Server<PanelChannel>, _ serving: Task<Void, Never>, _ logger: Logger
  ) async {
    do {
      try await server.shutdownGracefully()
    } catch {
      logger.error("A port did not close in order", metadata: ["cause": "\(error)"])
    }
    await serving.value
  }

  /// Connections that may wait to be accepted, for clients that open hundreds at once.
  private static let backlog = 1_024
}
