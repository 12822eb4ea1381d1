import Provisioner
import Synchronization

/// A transport that dies at one request, before or after the panel has acted; later ones pass.
final class CuttingTransport: Sendable {
  private let count = Mutex(0)
  private let real: PanelTransport
  private let cut: Int
  private let isAfter: Bool

  init(_ real: PanelTransport, cut: Int, isAfter: Bool) {
    self.real = real
    self.cut = cut
    self.isAfter = isAfter
  }

  var transport: PanelTransport {
    PanelTransport { [self] request in
      let index = count.withLock { count in
        defer { count += 1 }
        return count
      }
      if index == cut, !isAfter { throw Shop.Crash() }
      let reply = try await real.send(request)
      if index == cut { throw Shop.Crash() }
      return reply
    }
  }
}
