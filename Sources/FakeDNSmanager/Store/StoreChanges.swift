internal import Synchronization

/// Counts the transactions that changed a store, and wakes those who wait for the next one.
///
/// Who keeps a copy of something compares the number; a lock guards the list of those who wait.
final class StoreChanges: Sendable {
  private struct Waiting {
    var continuations: [Int: AsyncStream<Void>.Continuation] = [:]
    var nextID = 0
  }

  private let count = Atomic<UInt64>(0)
  private let waiting = Mutex(Waiting())

  /// How many there have been; what is read from the store later is at least as new.
  var number: UInt64 { count.load(ordering: .acquiring) }

  /// Called once after each transaction that changed a row, before anybody hears of its outcome.
  func advance() {
    count.add(1, ordering: .releasing)
    for continuation in waiting.withLock({ Array($0.continuations.values) }) {
      continuation.yield()
    }
  }

  /// An element after the call, and one or more after each change; several changes may become one.
  func wakeUps() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let id = waiting.withLock { waiting in
      waiting.nextID += 1
      waiting.continuations[waiting.nextID] = continuation
      return waiting.nextID
    }
    continuation.onTermination = { [weak self] _ in
      self?.waiting.withLock { _ = $0.continuations.removeValue(forKey: id) }
    }
    continuation.yield()
    return stream
  }
}
