private import ServiceLifecycle

/// An API on a port of its own, until it is stopped.
package struct APIServer: Sendable {
  private let application: RunningApplication

  /// The port that clients connect to; never 0.
  package var port: Int { application.port }

  /// Opens the port, and returns when it can be called.
  ///
  /// With a `token`, calls need `Authorization: Bearer <token>`; it is required when other machines
  /// can reach the address. Throws ``ListenError``.
  package static func start(
    _ port: some APIPort, at address: ListenAddress, token: String?, label: String
  ) async throws(ListenError) -> APIServer {
    try address.validate()
    guard token?.isEmpty == false || !address.isExposed else {
      throw address.refusal(.needsToken)
    }
    let router = APIRouter(port: port, gate: APIGate(token: token))
    return APIServer(
      application: try await RunningApplication.start(router.routes, at: address, label: label))
  }

  /// Closes the port and all connections; one that is still being answered has five seconds.
  package func stop() async { await application.stop() }

  /// Waits until the surrounding service group shuts down or the task is cancelled.
  package func untilShutdown() async {
    // Being cancelled is one of the two ways to end, not a failure.
    try? await gracefulShutdown()
  }
}
