internal import Foundation
internal import Synchronization

/// Brings what SQLite has written to its log onto the disk, once for all who wait for it.
///
/// SQLite can do this within each transaction (`synchronous = FULL`), but it holds its lock meanwhile:
/// a hundred orders then wait for the disk one after the other. Here they wait at the same time, and
/// one `fdatasync` serves all that wrote before it began. The actor is the lock on who waits; the count
/// of writes stands outside, as writes are noted in the midst of a transaction's thread.
actor WriteAheadLog {
  private nonisolated let written = Atomic<Int>(0)
  private nonisolated let sync: @Sendable () throws -> Void
  private var kept = 0
  private var round: Task<Void, any Error>?
  /// After a failure the system has dropped what it could not write, and a second try would succeed
  /// without it.
  private var failure: (any Error)?

  /// - Parameter sync: Brings all of the log onto the disk, or throws.
  init(sync: @escaping @Sendable () throws -> Void) {
    self.sync = sync
  }

  /// The log of a database in a file.
  ///
  /// Locks of SQLite are on the database and its index, so that the log can be closed again without
  /// losing one.
  init(database path: String) {
    self.init {
      let log = "\(path)-wal"
      let descriptor = open(log, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw Self.failed(log) }
      defer { close(descriptor) }
      guard fdatasync(descriptor) == 0 else { throw Self.failed(log) }
    }
  }

  /// Notes that a transaction is in the log.
  nonisolated func noteWrite() {
    written.add(1, ordering: .acquiringAndReleasing)
  }

  /// Waits until all that has been noted is on the disk.
  func keep() async throws {
    let wanted = written.load(ordering: .acquiring)
    while kept < wanted {
      if let failure { throw failure }
      // The round under way may have begun before this write: then the next one is waited for, too.
      let round = round ?? Task { try await bring() }
      self.round = round
      try await round.value
    }
  }

  /// The same for whoever cannot wait without a thread.
  nonisolated func keepNow() throws {
    try sync()
  }

  private func bring() async throws {
    defer { round = nil }
    let covered = written.load(ordering: .acquiring)
    do {
      try await blocking(sync)
    } catch {
      failure = error
      throw error
    }
    kept = covered
  }

  private static func failed(_ log: String) -> BillingError {
    .store(
      "\(log): what was written may not be on the disk (\(String(cString: strerror(errno)))); see to "
        + "the disk, then start again")
  }
}
