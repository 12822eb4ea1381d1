import Foundation
import TestSupport
import Testing

@testable import Provisioner

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

  @Test(arguments: [true, false])
  func `a link leads to the same log and the same locks`(isMadeBefore: Bool) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "nslab-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "billing.sqlite").path
    let (near, far) = (folder.appending(path: "near").path, folder.appending(path: "far").path)
    try FileManager.default.createSymbolicLink(atPath: near, withDestinationPath: "billing.sqlite")
    try FileManager.default.createSymbolicLink(atPath: far, withDestinationPath: near)
    let key = SecretKey()
    if isMadeBefore { _ = try BillingStore(path: path, key: key) }

    let shop = try Shop(store: BillingStore(path: far, key: key))
    let other = try BillingStore(path: path, key: key)

    #expect(
      try await shop.store.locks.withLock(117) {
        await #expect(throws: BillingError.busy(service: 117)) {
          try await other.locks.withLock(117, waits: false) {}
        }
        return try other.services(after: 0, limit: 1).isEmpty
      })
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.allSatisfy { $0 == "near" || $0 == "far" || $0.hasPrefix("billing.sqlite") })
  }
}
