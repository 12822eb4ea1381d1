internal import DNSWire
private import Synchronization

/// The DNS faults of one world, counted.
///
/// Shared by every message to the world; a lock guards the counters, and a count beside it lets a world
/// without faults answer without the lock. Faults are put by ``World/add(_:)-(DNSFault)``.
public final class DNSFaultPlan: Sendable {
  /// A fault that is armed, and how often it has fired.
  public struct Standing: Sendable, Equatable {
    /// The number to take it back with.
    public let id: Int
    public let fault: DNSFault
    /// How many messages it was looked at for, fired or not.
    public let matched: Int
    public let fired: Int
  }

  /// A fault that hits a message.
  struct Hit {
    let effect: DNSFault.Effect
    /// The world as it was when a stale answer was asked for.
    let past: World?
  }

  private struct Armed {
    let id: Int
    let fault: DNSFault
    let scope: DNSFaultScope
    let past: World?
    var matched = 0
    var fired = 0
  }

  private struct State {
    var armed: [Armed] = []
    var lastID = 0
    var firedCount = 0
  }

  private let state = Mutex(State())
  private let count = Atomic<Int>(0)

  init() {}

  /// Takes a fault back and returns how often it fired; `nil` when there is no such number.
  @discardableResult
  public func remove(_ id: Int) -> Int? {
    change { state in
      guard let index = state.armed.firstIndex(where: { $0.id == id }) else { return nil }
      return state.armed.remove(at: index).fired
    }
  }

  /// Takes all faults back.
  public func removeAll() {
    change { $0.armed.removeAll() }
  }

  /// The faults that are armed, oldest first.
  public var armed: [Standing] {
    state.withLock { state in
      state.armed.map {
        Standing(id: $0.id, fault: $0.fault, matched: $0.matched, fired: $0.fired)
      }
    }
  }

  /// How often a fault has hit since the world began, those included that are taken back.
  public var firedCount: Int { state.withLock { $0.firedCount } }

  func add(_ fault: DNSFault, past: World?) throws(DNSFaultError) -> Int {
    let scope = try DNSFaultScope(fault)
    return change { state in
      state.lastID += 1
      state.armed.append(Armed(id: state.lastID, fault: fault, scope: scope, past: past))
      return state.lastID
    }
  }

  /// Returns the first armed fault that this message meets, and counts the message for each that
  /// matches.
  func fault(hitting message: @autoclosure () -> DNSFaultScope.Message?) -> Hit? {
    guard count.load(ordering: .acquiring) > 0, let message = message() else { return nil }
    return state.withLock { state in
      var hit: Hit?
      for index in state.armed.indices where state.armed[index].scope.holds(message) {
        state.armed[index].matched += 1
        let armed = state.armed[index]
        guard hit == nil, armed.fault.match.messages?.contains(armed.matched) ?? true else {
          continue
        }
        state.armed[index].fired += 1
        state.firedCount += 1
        hit = Hit(effect: armed.fault.effect, past: armed.past)
      }
      return hit
    }
  }

  private func change<Value>(_ body: (inout State) -> Value) -> Value {
    state.withLock { state in
      defer { count.store(state.armed.count, ordering: .releasing) }
      return body(&state)
    }
  }
}
