package import Hummingbird
private import Logging
private import ServiceLifecycle

/// One of Hummingbird's servers that listens, until it is stopped.
package struct RunningApplication: Sendable {
  /// The port that clients connect to; never 0.
  package let port: Int
  private let group: ServiceGroup
  private let serving: Task<Void, Never>

  /// Opens a port and returns when clients can connect.
  ///
  /// `label` is what the log calls it.
  package static func start(
    _ router: Router<BasicRequestContext>, at address: ListenAddress, label: String
  ) async throws(ListenError) -> RunningApplication {
    try address.validate()
    let (ports, listening) = AsyncThrowingStream.makeStream(of: Int.self)
    let logger = Logger(label: label)
    let application = Application(
      router: router,
      server: .http1(configuration: .init(idleTimeout: .seconds(75))),
      configuration: .init(address: .hostname(address.host, port: address.port), serverName: nil),
      onServerRunning: { listening.yield($0.localAddress?.port ?? address.port) },
      logger: logger)
    var configuration = ServiceGroupConfiguration(services: [application], logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(5)
    let group = ServiceGroup(configuration: configuration)
    let serving = Task {
      do {
        try await group.run()
        listening.finish()
      } catch {
        listening.finish(throwing: error)
      }
    }
    let port = try await address.opened(ports) {
      await group.triggerGracefulShutdown()
      await serving.value
    }
    return RunningApplication(port: port, group: group, serving: serving)
  }

  /// Closes the port and all connections; one that is still being answered has five seconds.
  package func stop() async {
    await group.triggerGracefulShutdown()
    await serving.value
  }
}
