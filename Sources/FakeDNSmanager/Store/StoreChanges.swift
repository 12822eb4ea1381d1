internal import Synchronization

/// Counts the transactions that changed a store, gathers what they mean for the name server, and wakes
/// those who wait for the next one.
///
/// Who keeps a copy of something compares the number; locks guard what is gathered and the list of
/// those who wait.
final class StoreChanges: Sendable {
  private struct Waiting {
    var continuations: [Int: AsyncStream<Void>.Continuation] = [:]
    var nextID = 0
  }

  private let count = Atomic<UInt64>(0)
  private let unseen = Mutex(ServedChanges.everything)
  private let waiting = Mutex(Waiting())

  /// How many there have been; what is read from the store later is at least as new.
  var number: UInt64 { count.load(ordering: .acquiring) }

  /// Called once after each transaction that changed a row, before anybody hears of its outcome.
  func advance(_ changes: ServedChanges) {
    unseen.withLock { $0.add(changes) }
    count.add(1, ordering: .releasing)
    for continuation in waiting.withLock({ Array($0.continuations.values) }) {
      continuation.yield()
    }
  }

  /// What has changed since the last call; everything at first.
  ///
  /// For the one who keeps zones, inside of a transaction, so that nothing changes meanwhile.
  func takeUnseen() -> ServedChanges {
    unseen.withLock { unseen in
      defer { unseen = ServedChanges() }
      return unseen
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
