private import Hummingbird
private import Logging
public import ServiceLifecycle

/// The port that only a test asks: worlds, clocks, journals, faults.
public struct ControlServer: Service {
  /// The port that clients connect to; never 0.
  public let port: Int
  private let doors: WorldDoors
  private let group: ServiceGroup
  private let serving: Task<Void, Never>

  /// Opens the control port over the worlds of a running panel, and returns when it can be called.
  ///
  /// With a `token`, calls need `Authorization: Bearer <token>`; it is required when other machines
  /// can reach the address. The certificate of `panel` is what `/ca.pem` tells about and what the
  /// worlds' own ports show. Throws ``ListenError``.
  public static func start(
    _ directory: WorldDirectory, at address: ListenAddress = .loopback, token: String? = nil,
    panel: RunningPanel? = nil
  ) async throws -> ControlServer {
    try address.validate()
    guard token?.isEmpty == false || !address.isExposed else {
      throw address.refusal(.needsToken)
    }
    let (ports, listening) = AsyncThrowingStream.makeStream(of: Int.self)
    let logger = Logger(label: "FakeDNSmanager.Control")
    let doors = WorldDoors(directory, certificate: panel?.certificate)
    let router = ControlRouter(
      directory: directory, doors: doors, gate: ControlGate(token: token),
      authorityPEM: panel?.caCertificatePEM)
    let application = Application(
      router: router.routes,
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
    do {
      for try await port in ports {
        return ControlServer(port: port, doors: doors, group: group, serving: serving)
      }
    } catch {
      throw address.refusal(ListenError.Reason(error))
    }
    throw address.refusal(.system("the server ended at once"))
  }

  /// Closes the port, those of single worlds, and all connections; one that is still being answered
  /// has five seconds.
  public func stop() async {
    await group.triggerGracefulShutdown()
    await serving.value
    await doors.closeAll()
  }

  /// Waits until the surrounding service group shuts down or the task is cancelled, then stops.
  public func run() async {
    // Being cancelled is one of the two ways to end, not a failure.
    try? await gracefulShutdown()
    await stop()
  }
}
