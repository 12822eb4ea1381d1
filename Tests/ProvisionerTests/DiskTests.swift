import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import Provisioner

/// Databases in files that fail: what is told, what is kept, and what happens after the mend.
///
/// SQLite's own limits stand for a full and a read-only disk here, as a superuser may write anywhere;
/// the tests of the program use file systems that are full and read-only.
struct DiskTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "nslab-\(UUID().uuidString)")
  private let key = SecretKey()

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private var path: String { folder.appending(path: "billing.sqlite").path }

  private func shop() throws -> Shop { try Shop(store: BillingStore(path: path, key: key)) }

  private func expectStoreError(
    _ words: String, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Void
  ) async {
    let error = await #expect(throws: BillingError.self, sourceLocation: sourceLocation) {
      try await body()
    }
    guard case .store(let reason) = error else {
      Issue.record("no error of the store", sourceLocation: sourceLocation)
      return
    }
    #expect(
      reason.hasPrefix("\(path): ") && reason.contains(words), "\(reason)",
      sourceLocation: sourceLocation)
  }

  @Test(arguments: ["provider", "private"])
  func `a disk that fills while orders are opened loses nothing`(item: String) async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let shop = try shop()
    try await shop.integrate()
    let services = Int64(1)...24
    for service in services { try shop.order(service, item) }
    // As small as can be, and no larger: one of the orders needs another page.
    try shop.store.inDatabase { try $0.execute(sql: "VACUUM; PRAGMA max_page_count = 1") }

    await expectStoreError("the disk is full; make room") {
      for service in services { _ = try await shop.billing().perform(.open, service: service) }
    }
    let statuses = try shop.billing().services().map(\.status)
    #expect(statuses.count == services.count && statuses.last == .ordered)
    #expect(shop.outbox.mails.count == statuses.count { $0 == .active })

    try shop.store.inDatabase { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
    #expect(try await shop.billing().retryDue().allSatisfy(\.outcome.isDone))
    for service in services {
      #expect(try await shop.billing().perform(.open, service: service).isDone)
      let user = try #require(shop.panel.orderedUsers["dns\(service)"])
      #expect(try shop.mail(of: service).value("Password") == user.password)
    }
    #expect(shop.panel.orderedUsers.count == services.count)
  }

  @Test func `a database that becomes read-only stops before the panel is touched`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let shop = try shop()
    try await shop.integrate()
    try shop.order()
    try shop.store.inDatabase { try $0.execute(sql: "PRAGMA query_only = 1") }

    await expectStoreError("it is read-only; let this user write") {
      _ = try await shop.billing().perform(.open, service: 117)
    }
    #expect(shop.panel.orderedUsers.isEmpty)
    #expect(try shop.billing().service(117).status == .ordered)

    try shop.store.inDatabase { try $0.execute(sql: "PRAGMA query_only = 0") }
    #expect(try await shop.billing().perform(.open, service: 117).isDone)
  }

  @Test func `permissions that the owner took from himself stay`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try BillingStore(path: path, key: key)
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)

    _ = try? BillingStore(path: path, key: key)

    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o400)
  }

  /// Damages: in the first page, in all others, and by a file that was cut off.
  enum Damage: CaseIterable {
    case header, pages, cut

    func done(to whole: Data) -> Data {
      switch self {
      case .header: Data(repeating: 0x55, count: 4096) + whole.dropFirst(4096)
      case .pages: whole.prefix(4096) + Data(repeating: 0x55, count: whole.count - 4096)
      case .cut: whole.prefix(4096)
      }
    }
  }

  @Test(arguments: Damage.allCases)
  func `a damaged database is told and not touched, and a backup goes on`(
    damage: Damage
  ) async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let (panel, plan) = try await { () -> (ScriptedPanel, Int64) in
      let shop = try shop()
      try await shop.integrate()
      try shop.order()
      return (shop.panel, shop.plan)
    }()
    let backup = try Data(contentsOf: URL(filePath: path))
    let damaged = damage.done(to: backup)
    try damaged.write(to: URL(filePath: path))

    await expectStoreError("it is damaged, or no database") {
      let store = try BillingStore(path: path, key: key)
      _ = try await Provisioner(
        store: store, transport: panel.transport, outbox: MemoryOutbox()
      ).perform(.open, service: 117)
    }
    #expect(panel.orderedUsers.isEmpty)
    #expect(try Data(contentsOf: URL(filePath: path)) == damaged)

    try backup.write(to: URL(filePath: path))
    let mended = Provisioner(
      store: try BillingStore(path: path, key: key), transport: panel.transport,
      outbox: MemoryOutbox())
    #expect(try mended.service(117).plan == plan)
    #expect(try await mended.perform(.open, service: 117).isDone)
  }

  @Test(arguments: [301, 3600, 31_536_000] as [TimeInterval])
  func `a clock that goes backwards holds no operation up`(step: TimeInterval) async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let shop = try shop()
    try await shop.integrate()
    try shop.order()
    shop.panel.failing("whoami", .lost(.timeout))
    _ = try await shop.billing().perform(.open, service: 117)
    shop.time.pass(-step)

    let early = try await shop.billing().retryDue()
    #expect(early.map { $0.outcome.failure?.tries } == [2])
    #expect(try await shop.billing().retryDue().isEmpty, "again after an interval by the new clock")
    shop.panel.working()
    shop.time.pass(RunningOperation.retryInterval)

    #expect(try await shop.billing().retryDue().map(\.outcome.isDone) == [true])
    #expect(try shop.mail().value("Password") == shop.panel.orderedUsers["dns117"]?.password)
  }
}
