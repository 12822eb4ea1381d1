internal import Foundation
internal import Synchronization

/// Brings what was written to one place onto the disk, once for all who wait for it.
///
/// A hundred orders that bring their own onto the disk wait for it one after the other. Here they wait at
/// the same time, and one call of the system serves all that wrote before it began. The actor is the lock
/// on who waits; the count of writes stands outside, as writes are noted wherever they are done.
actor SharedSync {
  private nonisolated let written = Atomic<Int>(0)
  private nonisolated let sync: @Sendable () throws -> Void
  private var kept = 0
  private var round: Task<Void, any Error>?

  /// - Parameter sync: Brings all that was written onto the disk, or throws.
  init(sync: @escaping @Sendable () throws -> Void) {
    self.sync = sync
  }

  /// Notes that something was written.
  nonisolated func noteWrite() {
    written.add(1, ordering: .acquiringAndReleasing)
  }

  /// Waits until all that has been noted is on the disk.
  func keep() async throws {
    let wanted = written.load(ordering: .acquiring)
    while kept < wanted {
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
    try await blocking(sync)
    kept = covered
  }
}
