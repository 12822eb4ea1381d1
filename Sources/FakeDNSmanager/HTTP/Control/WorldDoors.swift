private import LocalAPI
private import Synchronization

/// The ports that single worlds have of their own, beside those of the panel.
///
/// A lock guards the table, and is held for a look or a change, never while a port opens or closes.
final class WorldDoors: Sendable {
  private enum Entry {
    case opening
    case open(RunningPanel)
  }

  private let directory: WorldDirectory
  private let certificate: ServerCertificate?
  private let entries = Mutex<[String: Entry]>([:])

  /// Creates a table without ports; HTTPS shows `certificate`.
  init(_ directory: WorldDirectory, certificate: ServerCertificate?) {
    self.directory = directory
    self.certificate = certificate
  }

  /// The ports of a world; `nil` when it has none of its own.
  subscript(_ name: String) -> RunningPanel? {
    entries.withLock { entries in
      if case .open(let panel) = entries[name] { panel } else { nil }
    }
  }

  /// Opens ports on loopback for the world of that name, whichever has the name when a call comes.
  ///
  /// - Parameters:
  ///   - name: The world.
  ///   - http: The port of plain HTTP, 0 for a free one; `nil` for none.
  ///   - https: The port of HTTPS likewise.
  /// - Returns: The open ports.
  /// - Throws: ``ControlError`` when the world has ports already, or the server has no certificate;
  ///   ``ListenError`` when a port cannot be had.
  func open(_ name: String, http: Int?, https: Int?) async throws -> RunningPanel {
    if https != nil, certificate == nil {
      throw ControlError(
        status: 409, field: "https", "cannot be had: this server has no certificate")
    }
    try reserve(name)
    do {
      let panel = try await FakeDNSmanager.start(
        answering: { [directory] in directory.answer($0, in: name) },
        showsForeignCertificate: { [directory] in
          directory[name]?.faults.showsForeignCertificate() ?? false
        },
        http: http.map { FakeDNSmanager.HTTP(address: ListenAddress(port: $0)) },
        https: https.flatMap { port in
          certificate.map { .init(address: ListenAddress(port: port), certificate: $0) }
        }, limits: HTTPLimits(), logger: FakeDNSmanager.logger)
      entries.withLock { $0[name] = .open(panel) }
      return panel
    } catch {
      entries.withLock { $0[name] = nil }
      throw error
    }
  }

  /// Closes the ports of a world; returns whether it had any.
  func close(_ name: String) async -> Bool {
    guard let panel = take(name) else { return false }
    await panel.stop()
    return true
  }

  /// Closes all ports.
  func closeAll() async {
    for name in entries.withLock({ Array($0.keys) }) { _ = await close(name) }
  }

  private func reserve(_ name: String) throws(ControlError) {
    let isFree = entries.withLock { entries in
      guard entries[name] == nil else { return false }
      entries[name] = .opening
      return true
    }
    guard isFree else {
      throw ControlError(
        status: 409, field: "world", value: name, "has ports of its own already; close them first")
    }
  }

  private func take(_ name: String) -> RunningPanel? {
    entries.withLock { entries in
      guard case .open(let panel) = entries[name] else { return nil }
      entries[name] = nil
      return panel
    }
  }
}
