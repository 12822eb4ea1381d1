private import LocalAPI
private import Synchronization

/// The ports that single worlds have of their own, beside those of the panel.
///
/// A lock guards the table, and is held for a look or a change, never while a port opens or closes.
final class WorldDoors: Sendable {
  private enum Entry {
    /// By whom: who finds another's number, or none, when his ports are open is to close them.
    case opening(Int)
    case open(RunningPanel)
  }

  private struct State {
    var entries: [String: Entry] = [:]
    var lastNumber = 0
  }

  private let directory: WorldDirectory
  private let certificate: ServerCertificate?
  private let state = Mutex(State())

  /// Creates a table without ports; HTTPS shows `certificate`.
  init(_ directory: WorldDirectory, certificate: ServerCertificate?) {
    self.directory = directory
    self.certificate = certificate
  }

  /// The ports of a world; `nil` when it has none of its own.
  subscript(_ name: String) -> RunningPanel? {
    state.withLock { state in
      if case .open(let panel) = state.entries[name] { panel } else { nil }
    }
  }

  /// Opens ports on loopback for the world of that name, whichever has the name when a call comes.
  ///
  /// - Parameters:
  ///   - name: The world.
  ///   - http: The port of plain HTTP, 0 for a free one; `nil` for none.
  ///   - https: The port of HTTPS likewise.
  /// - Returns: The open ports.
  /// - Throws: ``ControlError`` when the world has ports already or is gone, or the server has no
  ///   certificate; ``ListenError`` when a port cannot be had.
  func open(_ name: String, http: Int?, https: Int?) async throws -> RunningPanel {
    if https != nil, certificate == nil {
      throw ControlError(
        status: 409, field: "https", "cannot be had: this server has no certificate")
    }
    let number = try reserve(name)
    let panel: RunningPanel
    do {
      // Looked at after the entry is made: who deletes the world from now on finds the entry.
      guard directory[name] != nil else { throw WorldDirectoryError.unknown(name) }
      panel = try await FakeDNSmanager.start(
        answering: { [directory] in directory.answer($0, in: name) },
        showsForeignCertificate: { [directory] in
          directory[name]?.faults.showsForeignCertificate() ?? false
        },
        http: http.map { FakeDNSmanager.HTTP(address: ListenAddress(port: $0)) },
        https: https.flatMap { port in
          certificate.map { .init(address: ListenAddress(port: port), certificate: $0) }
        }, limits: HTTPLimits(), logger: FakeDNSmanager.logger)
    } catch {
      settle(name, number, nil)
      throw error
    }
    guard settle(name, number, panel) else {
      await panel.stop()
      throw ControlError(
        status: 409, field: "world", value: name, "was deleted, or its ports closed, meanwhile")
    }
    return panel
  }

  /// Closes the ports of a world, those that are about to be opened too; returns whether it had any.
  func close(_ name: String) async -> Bool {
    guard let panel = take(name) else { return false }
    await panel.stop()
    return true
  }

  /// Closes all ports.
  func closeAll() async {
    for name in state.withLock({ Array($0.entries.keys) }) { _ = await close(name) }
  }

  private func reserve(_ name: String) throws(ControlError) -> Int {
    let number: Int? = state.withLock { state in
      guard state.entries[name] == nil else { return nil }
      state.lastNumber += 1
      state.entries[name] = .opening(state.lastNumber)
      return state.lastNumber
    }
    guard let number else {
      throw ControlError(
        status: 409, field: "world", value: name, "has ports of its own already; close them first")
    }
    return number
  }

  /// Enters what opening came to; returns whether it was still wanted.
  @discardableResult
  private func settle(_ name: String, _ number: Int, _ panel: RunningPanel?) -> Bool {
    state.withLock { state in
      guard case .opening(number) = state.entries[name] else { return false }
      state.entries[name] = panel.map { .open($0) }
      return true
    }
  }

  private func take(_ name: String) -> RunningPanel? {
    state.withLock { state in
      guard case .open(let panel) = state.entries.removeValue(forKey: name) else { return nil }
      return panel
    }
  }
}
