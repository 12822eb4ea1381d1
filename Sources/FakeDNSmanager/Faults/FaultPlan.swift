private import Synchronization

/// The faults of one world, counted.
///
/// Shared by every call into the world; a lock guards the counters, and is held for one look only.
public final class FaultPlan: Sendable {
  private struct Armed {
    let id: Int
    let fault: Fault
    var matched = 0
    var fired = 0
  }

  private struct State {
    var armed: [Armed] = []
    var lastID = 0
  }

  private let state = Mutex(State())

  init() {}

  /// Arms a fault and returns a number to take it back with.
  @discardableResult
  public func add(_ fault: Fault) -> Int {
    state.withLock { state in
      state.lastID += 1
      state.armed.append(Armed(id: state.lastID, fault: fault))
      return state.lastID
    }
  }

  /// Takes a fault back and returns how often it fired; `nil` when there is no such number.
  @discardableResult
  public func remove(_ id: Int) -> Int? {
    state.withLock { state in
      guard let index = state.armed.firstIndex(where: { $0.id == id }) else { return nil }
      return state.armed.remove(at: index).fired
    }
  }

  /// Takes all faults back.
  public func removeAll() {
    state.withLock { $0.armed.removeAll() }
  }

  /// A fault that is armed, and how often it has fired.
  public struct Standing: Sendable, Equatable {
    /// The number to take it back with.
    public let id: Int
    public let fault: Fault
    public let fired: Int
  }

  /// The faults that are armed, oldest first.
  public var armed: [Standing] {
    state.withLock { state in
      state.armed.map { Standing(id: $0.id, fault: $0.fault, fired: $0.fired) }
    }
  }

  /// How often each armed fault has fired, by its number.
  public var firings: [Int: Int] {
    state.withLock { state in
      Dictionary(uniqueKeysWithValues: state.armed.map { ($0.id, $0.fired) })
    }
  }

  /// Runs `body` with a fault armed, and takes it back whatever happens.
  public func withFault<Value>(
    _ fault: Fault, _ body: () async throws -> Value
  ) async rethrows -> Value {
    let id = add(fault)
    defer { remove(id) }
    return try await body()
  }

  /// Returns the first armed fault that this call meets, and counts the call for each that matches.
  func fault(function: String, account: String?) -> Fault? {
    state.withLock { state in
      var hit: Fault?
      for index in state.armed.indices {
        let match = state.armed[index].fault.match
        guard match.function == nil || match.function == function,
          match.account == nil || match.account == account
        else { continue }
        state.armed[index].matched += 1
        guard hit == nil, match.calls?.contains(state.armed[index].matched) ?? true else {
          continue
        }
        state.armed[index].fired += 1
        hit = state.armed[index].fault
      }
      return hit
    }
  }
}
