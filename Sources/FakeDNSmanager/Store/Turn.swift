private import Foundation

/// Lets one caller at a time to a world's database.
///
/// GRDB's queue does that too, but puts to sleep whoever has to wait and wakes him for each call. Of the
/// locks, `NSLock` lets whoever runs take it again before the one who sleeps is awake. Swift's `Mutex`
/// hands itself over on Linux (`FUTEX_LOCK_PI`): once two connections' threads wait for each other, each
/// call then costs a change of threads, a fifth of all time under load (see `Benchmarks`).
final class Turn: Sendable {
  private let lock = NSLock()

  /// Performs `work` when nobody else does.
  func take<Value: Sendable>(_ work: () throws -> Value) rethrows -> Value {
    lock.lock()
    defer { lock.unlock() }
    return try work()
  }
}
