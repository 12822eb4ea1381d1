import Foundation
import Provisioner
import TestSupport
import Testing

/// Several stores on one file, as several processes have them.
struct SharedStoreTests {
  @Test func `one order opened through four stores at once makes one user and one mail`()
    async throws
  {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "nslab-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "billing.sqlite").path
    let key = SecretKey()
    let shop = try Shop(store: BillingStore(path: path, key: key))
    try await shop.integrate()
    try shop.order()
    // Gives the others every chance to come in between.
    let slow = PanelTransport { [panel = shop.panel] request in
      await Task.yield()
      return try await panel.transport.send(request)
    }

    let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 {
        let billing = Provisioner(
          store: try BillingStore(path: path, key: key), transport: slow, outbox: shop.outbox)
        group.addTask { try await billing.perform(.open, service: 117).isDone }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }

    #expect(outcomes == [true, true, true, true])
    #expect(shop.panel.functions.count { $0 == "usrparam" } == 0)
    #expect(try shop.mail().value("Password") == shop.panel.orderedUsers["dns117"]?.password)
  }
}
