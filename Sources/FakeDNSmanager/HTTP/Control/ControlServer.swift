public import ServiceLifecycle

/// The port that only a test asks: worlds, clocks, journals, faults.
public struct ControlServer: Service {
  /// The port that clients connect to; never 0.
  public let port: Int
  private let doors: WorldDoors
  private let application: RunningApplication

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
    let doors = WorldDoors(directory, certificate: panel?.certificate)
    let router = ControlRouter(
      directory: directory, doors: doors, gate: ControlGate(token: token),
      authorityPEM: panel?.caCertificatePEM)
    let application = try await RunningApplication.start(
      router.routes, at: address, label: "FakeDNSmanager.Control")
    return ControlServer(port: application.port, doors: doors, application: application)
  }

  /// Closes the port, those of single worlds, and all connections; one that is still being answered
  /// has five seconds.
  public func stop() async {
    await application.stop()
    await doors.closeAll()
  }

  /// Waits until the surrounding service group shuts down or the task is cancelled, then stops.
  public func run() async {
    // Being cancelled is one of the two ways to end, not a failure.
    try? await gracefulShutdown()
    await stop()
  }
}
