internal import Logging
public import ServiceLifecycle

/// A panel that listens, until it is stopped.
public struct RunningPanel: Service {
  /// The port of plain HTTP; `nil` when it was not asked for.
  public let httpPort: Int?
  /// The port of HTTPS; `nil` when it was not asked for.
  public let httpsPort: Int?
  /// The certificate that clients of the HTTPS port have to trust, as PEM; `nil` without HTTPS, and
  /// when the server's certificate was given.
  public var caCertificatePEM: String? { certificate?.authorityPEM }
  /// What the HTTPS port shows for itself.
  let certificate: ServerCertificate?
  let doors: [Door]
  let logger: Logger

  /// Closes the ports and all connections; returns when they are gone.
  ///
  /// An answer that a client has not taken in yet may be cut off. A second call does nothing.
  public func stop() async {
    await withTaskGroup { group in
      for door in doors { group.addTask { await door.close(logger: logger) } }
    }
  }

  /// Waits until the surrounding service group shuts down or the task is cancelled, then stops.
  public func run() async {
    // Being cancelled is one of the two ways to end, not a failure.
    try? await gracefulShutdown()
    await stop()
  }
}
