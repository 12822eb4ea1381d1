private import Synchronization

/// Lets one caller at a time to a world's database.
///
/// GRDB's queue does that too, but puts to sleep whoever has to wait, and waking takes longer than most
/// calls do. A mutex waits awake for a moment first, so the queue finds nobody to put to sleep.
final class Turn: Sendable {
  private let lock = Mutex(())

  /// Performs `work` when nobody else does.
  func take<Value: Sendable>(_ work: () throws -> Value) rethrows -> Value {
    try lock.withLock { _ in try work() }
  }
}
