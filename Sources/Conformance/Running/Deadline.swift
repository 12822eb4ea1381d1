private import Synchronization

/// Waits for work, but no longer than a while, even for work that does not listen to cancellation.
enum Deadline {
  /// How long work that was cancelled is waited for; in ours, cancelling ends everything that waits.
  static let patience = Duration.seconds(5)

  /// Returns what `work` returns, or `late` when the time is over first.
  ///
  /// Work that is late is cancelled and has ``patience`` to wind down: what comes next must not run
  /// beside it. Then it is left behind: whoever hangs must not hang the run.
  static func run<Value: Sendable>(
    within limit: Duration, late: Value, _ work: @escaping @Sendable () async -> Value
  ) async -> Value {
    let answer = Answer<Value>()
    let working = Task { answer.give(await work()) }
    let timer = Task {
      // Cancelled when the work is done, and then there is nothing to do.
      guard (try? await Task.sleep(for: limit)) != nil else { return }
      // In this order: work that ends at once when it is cancelled would be in time.
      answer.expire(late)
      working.cancel()
      guard (try? await Task.sleep(for: patience)) != nil else { return }
      answer.give(late)
    }
    answer.whenGiven { timer.cancel() }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { answer.wait($0) }
    } onCancel: {
      // Also when somebody else's time is over, or the whole run's.
      working.cancel()
    }
  }
}

/// A value that is given once, by whoever comes first.
private final class Answer<Value: Sendable>: Sendable {
  private struct State {
    var continuation: CheckedContinuation<Value, Never>?
    var given: Value?
    /// What is given whatever comes, because the time is over.
    var late: Value?
    var then: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  func wait(_ continuation: CheckedContinuation<Value, Never>) {
    let given = state.withLock { state in
      if state.given == nil { state.continuation = continuation }
      return state.given
    }
    if let given { continuation.resume(returning: given) }
  }

  func whenGiven(_ then: @escaping @Sendable () -> Void) {
    let isGiven = state.withLock { state in
      state.then = then
      return state.given != nil
    }
    if isGiven { then() }
  }

  func expire(_ late: Value) {
    state.withLock { $0.late = late }
  }

  func give(_ value: Value) {
    let (continuation, value, then) = state.withLock { state in
      let value = state.given ?? state.late ?? value
      state.given = value
      defer { state.continuation = nil }
      return (state.continuation, value, state.then)
    }
    continuation?.resume(returning: value)
    then?()
  }
}
