private import Synchronization

/// What a command does to the world outside it.
enum Effect: String, CaseIterable, Sendable {
  case request, write, mail

  /// What can become of it.
  var outcomes: [EffectOutcome] {
    self == .write ? [.killedBefore, .killedAfter, .fails] : EffectOutcome.allCases
  }
}

/// An effect that a command had.
struct SeenEffect: Equatable {
  let effect: Effect
  /// The function that a request asked for; empty for others.
  let what: String
}

/// What becomes of one effect.
enum EffectOutcome: String, CaseIterable, Sendable {
  /// The process ends before it.
  case killedBefore
  /// It takes place, and the process ends before it knows.
  case killedAfter
  /// It does not take place and is reported as failed; the process lives on.
  case fails
  /// It takes place and is reported as failed; the process lives on.
  case lost
}

/// Cuts a command at one of its effects, counted in the order in which they happen.
///
/// After a kill every later effect is killed as well, as the dead do nothing. The mutex is its only lock.
final class Fuse: Sendable {
  /// The process is dead.
  struct Killed: Error {}

  private struct State {
    var isArmed = false
    var cut: (index: Int, outcome: EffectOutcome)?
    var isDead = false
    var seen: [SeenEffect] = []
  }

  private let state = Mutex(State())

  /// Begins to count; with a cut, to cut.
  func arm(cut: (index: Int, outcome: EffectOutcome)?) {
    state.withLock { $0 = State(isArmed: true, cut: cut) }
  }

  /// Stops counting and cutting; the process has been started again.
  func disarm() {
    state.withLock { state in
      state.isArmed = false
      state.isDead = false
    }
  }

  /// The effects since it was armed.
  var seen: [SeenEffect] { state.withLock { $0.seen } }

  /// An effect is about to take place.
  ///
  /// `what` tells it from others of its kind, for people. Returns what is to become of it afterwards;
  /// throws ``Killed``, or `failure` when it must not take place.
  func enter(
    _ effect: Effect, _ what: String = "", failure: any Error
  ) throws -> EffectOutcome? {
    let outcome: EffectOutcome? = try state.withLock { state in
      guard state.isArmed else { return nil }
      guard !state.isDead else { throw Killed() }
      state.seen.append(SeenEffect(effect: effect, what: what))
      guard let cut = state.cut, cut.index == state.seen.count - 1 else { return nil }
      state.isDead = cut.outcome == .killedBefore || cut.outcome == .killedAfter
      return cut.outcome
    }
    switch outcome {
    case .killedBefore: throw Killed()
    case .fails: throw failure
    case .killedAfter, .lost, nil: return outcome
    }
  }

  /// The effect has taken place.
  func leave(_ outcome: EffectOutcome?, failure: any Error) throws {
    switch outcome {
    case .killedAfter: throw Killed()
    case .lost: throw failure
    case .killedBefore, .fails, nil: break
    }
  }
}
