private import LocalAPI
public import ServiceLifecycle

/// The port that only a test asks: worlds, clocks, journals, faults.
public struct ControlServer: Service {
  private let doors: WorldDoors
  private let server: APIServer

  /// The port that clients connect to; never 0.
  public var port: Int { server.port }

  /// Opens the control port over the worlds of a running panel, and returns when it can be called.
  ///
  /// With a `token`, calls need `Authorization: Bearer <token>`; it is required when other machines
  /// can reach the address. The certificate of `panel` is what `/ca.pem` tells about and what the
  /// worlds' own ports show. Throws ``ListenError``.
  public static func start(
    _ directory: WorldDirectory, at address: ListenAddress = .loopback, token: String? = nil,
    panel: RunningPanel? = nil
  ) async throws -> ControlServer {
    let doors = WorldDoors(directory, certificate: panel?.certificate)
    let port = ControlPort(
      directory: directory, doors: doors, authorityPEM: panel?.caCertificatePEM)
    let server = try await APIServer.start(
      port, at: address, token: token, label: "FakeDNSmanager.Control")
    return ControlServer(doors: doors, server: server)
  }

  /// Closes the port, those of single worlds, and all connections; one that is still being answered
  /// has five seconds.
  public func stop() async {
    await server.stop()
    await doors.closeAll()
  }

  /// Waits until the surrounding service group shuts down or the task is cancelled, then stops.
  public func run() async {
    await server.untilShutdown()
    await stop()
  }
}
