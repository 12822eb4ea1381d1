public import FakeDNSmanager
internal import Provisioner
private import Synchronization

/// Our own panels behind a port of loopback, and our provisioner as their client over the wire.
///
/// All cases share one server, on which each panel of a case has a path of its own. A lock guards the
/// number of the next world.
public final class ServedTarget: Target {
  /// How the panels are served.
  public enum Scheme: String, Sendable, CaseIterable {
    /// In the clear.
    case http
    /// With a certificate that is made at start, and that the client checks.
    case https
  }

  private let scheme: Scheme
  private let shelf: WorldShelf
  private let directory: WorldDirectory
  private let server: RunningPanel
  private let wire: PanelTransport
  private let count = Mutex(0)

  /// What the report calls it.
  public var name: String { scheme.rawValue }
  /// Yes: it is our own side behind a port.
  public var isOwn: Bool { true }

  /// Starts a server on a free port of loopback; ``stop()`` ends it.
  ///
  /// Throws what the server cannot do without: a port, and a certificate for HTTPS.
  public init(
    _ scheme: Scheme, worldFile: @escaping @Sendable (String) throws -> WorldFile
  ) async throws {
    self.scheme = scheme
    shelf = WorldShelf(worldFile)
    // Nobody asks the world on the panel's own path; a directory cannot be without one.
    directory = try WorldDirectory(World(WorldFile()))
    switch scheme {
    case .http:
      server = try await FakeDNSmanager.start(worlds: directory)
      wire = .http()
    case .https:
      server = try await FakeDNSmanager.start(worlds: directory, http: nil, https: .issued())
      wire = .http(trusting: try TrustedAuthorities(pem: server.caCertificatePEM ?? ""))
    }
  }

  /// Closes the port.
  public func stop() async { await server.stop() }

  public func open(_ start: CaseStart) async throws -> any TargetSession {
    let session = try openPanels(start)
    try await session.prepare(start.billing)
    return session
  }

  /// Opens the panels of a case, with a billing side that has no records.
  ///
  /// Faults that keep a client away are shown by the panels themselves when others than our own client
  /// use them.
  func openPanels(_ start: CaseStart, facingOthers: Bool = false) throws -> FakeSession {
    let port = (scheme == .http ? server.httpPort : server.httpsPort) ?? 0
    var panels: [FakePanel] = []
    var names: [String] = []
    for panel in start.panels {
      let built = try shelf.world(for: panel)
      let world = try built.world.fork()
      let name = "p\(nextNumber())"
      try directory.add(world, named: name)
      names.append(name)
      panels.append(
        FakePanel(
          name: panel.name, file: built.file, world: world,
          base: "\(scheme.rawValue)://127.0.0.1:\(port)/w/\(name)"))
    }
    return try FakeSession(
      panels: FakePanels(panels, facingOthers: facingOthers), wire: wire,
      passwords: start.billing.passwords
    ) { [directory, names] in
      for name in names { try? directory.remove(name) }
    }
  }

  private func nextNumber() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}
