import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Provisioner

/// The power that fails right after somebody outside was told something.
///
/// What is certainly on the disk is copied whenever the log is brought there, and the records go on from
/// the last copy.
struct PowerFailureTests {
  private final class Disk: Sendable {
    struct Dark: Error {}

    private let folder = FileManager.default.temporaryDirectory
      .appending(path: "nslab-\(UUID().uuidString)")
    private let key = SecretKey()
    /// How many more changes and mails there are until the power fails.
    private let left: Mutex<Int>

    private var live: URL { folder.appending(path: "live") }
    private var kept: URL { folder.appending(path: "kept") }
    var isDark: Bool { left.withLock { $0 <= 0 } }

    init(powerFor count: Int) throws {
      left = Mutex(count)
      try FileManager.default.createDirectory(at: live, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func store() throws -> BillingStore {
      let log = SharedSync { [weak self] in try self?.keep() }
      return try BillingStore(path: live.appending(path: "billing").path, key: key, log: log)
    }

    func storeAfterwards() throws -> BillingStore {
      try BillingStore(path: kept.appending(path: "billing").path, key: key)
    }

    /// Called when somebody outside was told something; the caller may be dead then.
    func told() throws {
      left.withLock { $0 -= 1 }
      if isDark { throw Dark() }
    }

    private func keep() throws {
      guard !isDark else { return }
      try? FileManager.default.removeItem(at: kept)
      try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: true)
      for name in ["billing", "billing-wal"] {
        try FileManager.default.copyItem(
          at: live.appending(path: name), to: kept.appending(path: name))
      }
    }
  }

  /// An outbox that remembers each delivery, also a second one of the same mail.
  private struct Deliveries: Outbox {
    let disk: Disk
    let all: MemoryOutbox

    func deliver(_ mail: DeliverableMail) async throws {
      try await all.deliver(mail)
      try disk.told()
    }
  }

  private static let flows: [(command: Command, before: [Command], end: ServiceStatus)] = [
    (.open, [], .active), (.suspend, [.open], .suspended),
    (.resume, [.open, .suspend], .active), (.close, [.open], .deleted),
  ]

  @Test(arguments: flows)
  func `what was told before the power failed is still true afterwards`(
    command: Command, before: [Command], end: ServiceStatus
  ) async throws {
    var isCut = true
    var count = 0
    while isCut {
      count += 1
      let disk = try Disk(powerFor: count)
      let shop = try Shop(store: disk.store())
      try await shop.integrate()
      try shop.order()
      for earlier in before { _ = try await shop.billing().perform(earlier, service: 117) }
      let transport = PanelTransport { [panel = shop.panel] request in
        let reply = try await panel.transport.send(request)
        if request.value(of: "sok") != nil { try disk.told() }
        return reply
      }
      let mails = MemoryOutbox()
      let billing = shop.billing(
        transport: transport, outbox: Deliveries(disk: disk, all: mails))

      let outcome = try? await billing.perform(command, service: 117)

      isCut = disk.isDark
      let after = Provisioner(
        store: try disk.storeAfterwards(), transport: shop.panel.transport, outbox: shop.outbox,
        clock: shop.time.clock)
      if !isCut {
        #expect(outcome?.isDone == true)
        #expect(try after.service(117).status == end, "who asked was told")
      }
      if command == .open {
        #expect(try after.reveal(.integration, of: 117) != nil, "where the user is, at \(count)")
      }
      #expect(try await after.perform(command, service: 117).isDone)
      #expect(try after.service(117).status == end)
      // However often it was handed over, the password works.
      for mail in mails.mails + shop.outbox.mails where command == .open {
        let told = try ReadMail(mail.message).value("Password")
        #expect(told == shop.panel.orderedUsers["dns117"]?.password)
      }
    }
    #expect(count > 1, "the power never failed")
  }

  @Test func `an order that was taken is there when the power fails`() throws {
    let disk = try Disk(powerFor: 1)
    try Shop(store: disk.store()).order()

    #expect(try disk.storeAfterwards().service(117).status == .ordered)
  }

  @Test func `a disk that cannot keep the intent stops before the panel is touched`() async throws {
    let isBroken = Mutex(false)
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "nslab-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let log = SharedSync {
      if isBroken.withLock({ $0 }) { throw BillingError.store("the log: broken") }
    }
    let shop = try Shop(
      store: BillingStore(
        path: folder.appending(path: "billing").path, key: SecretKey(), log: log))
    try await shop.integrate()
    try shop.order()
    isBroken.withLock { $0 = true }

    await #expect(throws: BillingError.store("the log: broken")) {
      try await shop.billing().perform(.open, service: 117)
    }
    #expect(shop.panel.orderedUsers.isEmpty)
    #expect(shop.outbox.mails.isEmpty)
  }

  @Test func `a log that could not be kept once is not trusted again`() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "nslab-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (path, key) = (folder.appending(path: "billing").path, SecretKey())
    let shop = try Shop(store: BillingStore(path: path, key: key))
    try await shop.integrate()
    try shop.order()
    let (log, aside) = ("\(path)-wal", "\(path)-aside")
    try FileManager.default.moveItem(atPath: log, toPath: aside)

    // The system forgets what it could not write, and would say the next time that all is well.
    for _ in 1...2 {
      let error = await #expect(throws: BillingError.self) {
        try await shop.billing().perform(.open, service: 117)
      }
      #expect("\(try #require(error))".contains("\(log): what was written may not be on the disk"))
      if !FileManager.default.fileExists(atPath: log) {
        try FileManager.default.moveItem(atPath: aside, toPath: log)
      }
    }
    #expect(shop.panel.orderedUsers.isEmpty)
    let again = Provisioner(
      store: try BillingStore(path: path, key: key), transport: shop.panel.transport,
      outbox: shop.outbox)
    #expect(try await again.perform(.open, service: 117).isDone)
  }

  @Test func `one round to the disk serves all who wrote before it began, and nobody else`()
    async throws
  {
    let rounds = Mutex(0)
    let (begun, hasBegun) = AsyncStream.makeStream(of: Void.self)
    let mayEnd = DispatchSemaphore(value: 0)
    let log = SharedSync {
      rounds.withLock { $0 += 1 }
      hasBegun.yield()
      mayEnd.wait()
    }
    log.noteWrite()
    let first = Task { try await log.keep() }
    for await _ in begun { break }
    for _ in 1...10 { log.noteWrite() }
    let others = (1...10).map { _ in Task { try await log.keep() } }
    for _ in 1...2 { mayEnd.signal() }

    try await first.value
    for other in others { try await other.value }
    #expect(rounds.withLock { $0 } == 2, "the second served ten")
    try await log.keep()
    #expect(rounds.withLock { $0 } == 2, "nothing was written since")
  }
}
