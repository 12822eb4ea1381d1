private import Synchronization

/// The faults of one world, counted.
///
/// Shared by every call into the world; a lock guards the counters, and is held for one look only.
public final class FaultPlan: Sendable {
  fileprivate struct Armed {
    let id: Int
    let fault: Fault
    var matched = 0
    var fired = 0
  }

  fileprivate struct State {
    var armed: [Armed] = []
    var random: RandomFaults?
    var lastID = 0
    var firedCount = 0
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
    state.withLock { state in
      state.armed.removeAll()
      state.random = nil
    }
  }

  /// Makes calls go wrong at random, beside the faults that are armed; `nil` ends that.
  ///
  /// The same seed and the same number of calls give the same faults.
  public var random: RandomFaults? {
    get { state.withLock { $0.random } }
    set { state.withLock { $0.random = newValue } }
  }

  /// Whether any fault asks whose call it is.
  var asksForAccounts: Bool {
    state.withLock { $0.armed.contains { $0.fault.match.account != nil } }
  }

  /// A fault that is armed, and how often it has fired.
  public struct Standing: Sendable, Equatable {
    /// The number to take it back with.
    public let id: Int
    public let fault: Fault
    /// How many calls it was looked at for, fired or not.
    public let matched: Int
    public let fired: Int

    /// Whether it waits for calls that have not come: it fired less often than it can, or never.
    public var isLeftOver: Bool { fired < fault.match.hitCount ?? 1 }
  }

  /// The faults that are armed, oldest first.
  public var armed: [Standing] {
    state.withLock { state in
      state.armed.map {
        Standing(id: $0.id, fault: $0.fault, matched: $0.matched, fired: $0.fired)
      }
    }
  }

  /// How often each armed fault has fired, by its number.
  public var firings: [Int: Int] {
    state.withLock { state in
      Dictionary(uniqueKeysWithValues: state.armed.map { ($0.id, $0.fired) })
    }
  }

  /// How often a fault has hit since the world began, by chance or armed, those included that are taken
  /// back.
  public var firedCount: Int { state.withLock { $0.firedCount } }

  /// Runs `body` with a fault armed, and takes it back whatever happens.
  public func withFault<Value>(
    _ fault: Fault, _ body: () async throws -> Value
  ) async rethrows -> Value {
    let id = add(fault)
    defer { remove(id) }
    return try await body()
  }

  /// Returns the first armed fault that this call meets, and counts the call for each that matches.
  ///
  /// A call that meets no armed one is left to chance, where there is any.
  func fault(function: String, account: String?) -> Fault? {
    state.withLock { state in
      let hit = state.meet { fault in
        fault.effect != .foreignCertificate
          && fault.match.matches(function: function, account: account)
      }
      let chance = state.random?.next()
      if hit == nil, chance != nil { state.firedCount += 1 }
      return hit ?? chance
    }
  }

  /// Says whether a connection that begins is to see a certificate of another name, and counts it.
  func showsForeignCertificate() -> Bool {
    state.withLock { state in state.meet { $0.effect == .foreignCertificate } != nil }
  }
}

extension FaultPlan.State {
  /// Counts what is looked at for each fault that `matches`, and returns the first that hits.
  fileprivate mutating func meet(_ matches: (Fault) -> Bool) -> Fault? {
    var hit: Fault?
    for index in armed.indices where matches(armed[index].fault) {
      armed[index].matched += 1
      guard hit == nil, armed[index].fault.match.hits(armed[index].matched) else { continue }
      armed[index].fired += 1
      firedCount += 1
      hit = armed[index].fault
    }
    return hit
  }
}
