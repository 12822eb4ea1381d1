public import Logging

/// The doors into a world.
public enum FakeDNSmanager {
  /// How HTTPS is served.
  public struct HTTPS: Sendable {
    public var address: ListenAddress
    public var certificate: ServerCertificate
    /// Whether plain HTTP on this port is sent to HTTPS, as the product's `redirect` switch does
    /// (reference §1.1); without it such a connection is closed.
    public var redirectsPlain = true

    public init(address: ListenAddress = .loopback, certificate: ServerCertificate) {
      self.address = address
      self.certificate = certificate
    }

    /// HTTPS with a certificate that is made now, for loopback and the given names.
    ///
    /// Throws ``CertificateError`` when the certificate cannot be made.
    public static func issued(
      at address: ListenAddress = .loopback, names: [String] = []
    ) throws(CertificateError) -> HTTPS {
      HTTPS(address: address, certificate: try .issued(for: names))
    }
  }

  /// How plain HTTP is served.
  public struct HTTP: Sendable {
    public var address: ListenAddress
    /// Whether everything is sent to the HTTPS port instead of being answered.
    public var redirects = false

    public init(address: ListenAddress = .loopback) {
      self.address = address
    }

    /// A free port on loopback.
    public static let loopback = HTTP()
  }

  /// Where the ports' own mistakes are told.
  static let logger = Logger(label: "FakeDNSmanager.HTTP")

  /// Serves a world and returns when clients can connect.
  ///
  /// ```swift
  /// let panel = try await FakeDNSmanager.start(world: world, http: .loopback)
  /// let url = "http://127.0.0.1:\(panel.httpPort ?? 0)/dnsmgr"
  /// ```
  ///
  /// `http` and `https` are left out with `nil`; redirecting needs both. Throws ``ListenError`` when an
  /// address cannot be had and ``CertificateError`` when key and certificate do not belong together; no
  /// port stays open then.
  public static func start(
    world: World, http: HTTP? = .loopback, https: HTTPS? = nil, limits: HTTPLimits = HTTPLimits(),
    logger: Logger = Logger(label: "FakeDNSmanager.HTTP")
  ) async throws -> RunningPanel {
    try await start(
      answering: { world.answer($0) },
      showsForeignCertificate: { world.faults.showsForeignCertificate() }, http: http, https: https,
      limits: limits, logger: logger)
  }

  /// Serves a world over plain HTTP on a port of 127.0.0.1; 0 is a free one.
  ///
  /// Throws ``ListenError`` when the port cannot be had.
  public static func start(
    world: World, port: Int, logger: Logger = Logger(label: "FakeDNSmanager.HTTP")
  ) async throws -> RunningPanel {
    try await start(
      world: world, http: HTTP(address: ListenAddress(port: port)), https: nil, logger: logger)
  }

  /// Serves several worlds on the same ports: the default one on the panel's own paths, each on
  /// `/w/<name>/dnsmgr`.
  ///
  /// Parameters and errors are those of the call above.
  public static func start(
    worlds: WorldDirectory, http: HTTP? = .loopback, https: HTTPS? = nil,
    limits: HTTPLimits = HTTPLimits(), logger: Logger = Logger(label: "FakeDNSmanager.HTTP")
  ) async throws -> RunningPanel {
    try await start(
      answering: { worlds.answer($0) },
      showsForeignCertificate: {
        worlds[worlds.defaultName]?.faults.showsForeignCertificate() ?? false
      }, http: http, https: https, limits: limits, logger: logger)
  }

  /// Serves whatever answers requests; parameters and errors are those of the calls above.
  static func start(
    answering answer: @escaping @Sendable (PanelRequest) -> PanelAnswer,
    showsForeignCertificate: @escaping @Sendable () -> Bool, http: HTTP?, https: HTTPS?,
    limits: HTTPLimits, logger: Logger
  ) async throws -> RunningPanel {
    var doors: [Door] = []
    func open(_ security: PanelChannel.Security, _ address: ListenAddress) async throws -> Int {
      let channel = PanelChannel(security: security, limits: limits, answer: answer)
      doors.append(try await Door.open(channel, at: address, logger: logger))
      return doors[doors.count - 1].port
    }
    do {
      var httpsPort: Int?
      if let https {
        let tls = PanelChannel.TLSContexts(
          own: try https.certificate.context(), foreign: try https.certificate.foreignContext(),
          showsForeign: showsForeignCertificate)
        httpsPort = try await open(
          .tls(tls, redirectsPlain: https.redirectsPlain), https.address)
      }
      var httpPort: Int?
      if let http {
        let target = http.redirects ? httpsPort : nil
        httpPort = try await open(target.map { .redirecting(toPort: $0) } ?? .plain, http.address)
      }
      return RunningPanel(
        httpPort: httpPort, httpsPort: httpsPort,
        certificate: https?.certificate, doors: doors, logger: logger)
    } catch {
      for door in doors { await door.close(logger: logger) }
      throw error
    }
  }
}
