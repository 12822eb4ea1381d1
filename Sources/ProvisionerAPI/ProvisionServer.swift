public import LocalAPI
public import Provisioner
public import ServiceLifecycle

/// The provisioner for shops and tests in other languages: orders, commands, retries over HTTP.
///
/// There is no TLS and no user management here: it is meant for loopback, and for a reverse proxy
/// where other machines are to reach it.
public struct ProvisionServer: ServiceLifecycle.Service {
  private let server: APIServer

  /// The port that clients connect to; never 0.
  public var port: Int { server.port }

  /// Opens the API over a provisioner, and returns when it can be called.
  ///
  /// With a `token`, calls need `Authorization: Bearer <token>`; it is required when other machines
  /// can reach the address. With a `clock`, which must be the provisioner's own, calls may move it.
  /// Throws ``ListenError``.
  public static func start(
    _ billing: Provisioner, at address: ListenAddress = .loopback, token: String? = nil,
    clock: SteppedClock? = nil
  ) async throws(ListenError) -> ProvisionServer {
    ProvisionServer(
      server: try await APIServer.start(
        ProvisionPort(billing: billing, clock: clock), at: address, token: token,
        label: "nslab.provisioner.api"))
  }

  /// Closes the port and all connections; a call that is still being answered has five seconds.
  ///
  /// A command that is cut short then goes on with its next try.
  public func stop() async { await server.stop() }

  /// Waits until the surrounding service group shuts down or the task is cancelled, then stops.
  public func run() async {
    await server.untilShutdown()
    await stop()
  }
}
