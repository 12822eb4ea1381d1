import Foundation
import TestSupport
import Testing

/// Processes that the system kills in the middle of a write of their records.
///
/// A limit on the size of files ends a program at the write that would cross it, with a signal that
/// nothing in it handles: as sudden as SIGKILL, and at a place that is chosen.
struct KilledWriteTests {
  /// What SQLite's log grows by with each page: the page and its header.
  private static let frame = 4096 + 24

  @Test func `a process that is killed at any write of its records is continued by the next`()
    async throws
  {
    let shop = try await ProcessShop()
    var services: [Int64] = []
    var status: Int32 = -1
    // From the first page of the first write on, until there is room for all that an order writes.
    for pages in stride(from: 0, through: 120, by: 2) where status != 0 {
      let service = Int64(101 + services.count)
      try shop.order([service])
      services.append(service)
      let limit = try logSize(of: shop) + pages * Self.frame
      let end = try await Child.run(
        "/usr/bin/env",
        ["prlimit", "--fsize=\(limit)", "--core=0", Program.path.path, "provision", "open"]
          + ["\(service)"] + shop.records)
      status = end.status
      #expect([0, -SIGXFSZ].contains(status), "\(pages) pages: \(end.output)\(end.errors)")
    }
    #expect(status == 0 && services.count > 5, "\(services.count) services")

    let end = try await shop.start(["open"] + services.map { "\($0)" }).end()

    #expect(end.status == 0, "\(end.output)\(end.errors)")
    try await shop.expectOpened(services)
    await shop.close()
  }

  /// Our own store keeps the log open, so that it only ever grows.
  private func logSize(of shop: ProcessShop) throws -> Int {
    let log = shop.folder.appending(path: "billing-wal")
    return try #require(try log.resourceValues(forKeys: [.fileSizeKey]).fileSize)
  }
}
