@testable import FakeDNSmanager

/// A panel over HTTP and HTTPS with its control port, while a test talks to both.
enum ControlledPanel {
  static func serving(
    _ world: World, token: String? = nil,
    _ body: (ControlProbe, PanelProbe) async throws -> Void
  ) async throws {
    let directory = try WorldDirectory(world)
    let panel = try await FakeDNSmanager.start(worlds: directory, https: try .issued())
    let control = try await ControlServer.start(directory, token: token, panel: panel)
    func stop() async {
      await control.stop()
      await panel.stop()
    }
    do {
      try await body(ControlProbe(port: control.port), PanelProbe(port: panel.httpPort))
    } catch {
      await stop()
      throw error
    }
    await stop()
  }
}
