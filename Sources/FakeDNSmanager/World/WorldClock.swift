private import Foundation
private import Synchronization

/// The clock of one world: it runs with real time, or stands still until a test moves it.
///
/// Shared by everything that touches the world; the lock is held for the read or the write alone.
public final class WorldClock: Sendable {
  private enum State: Sendable {
    /// Real time plus an offset in seconds, which stays put when the clock is set.
    case running(offset: Int64)
    case frozen(WorldTime)
  }

  private let state: Mutex<State>

  private init(_ state: State) {
    self.state = Mutex(state)
  }

  /// A clock that shows real time.
  public static func running() -> WorldClock { WorldClock(.running(offset: 0)) }

  /// A clock that stands at that moment until it is stepped.
  public static func frozen(at time: WorldTime = .standard) -> WorldClock {
    WorldClock(.frozen(time))
  }

  /// A clock of its own that shows the same now and runs or stands as this one does.
  public func copy() -> WorldClock { WorldClock(state.withLock { $0 }) }

  /// Shows from now on what another clock shows, and runs or stands as that one does.
  func follow(_ other: WorldClock) {
    let shown = other.state.withLock { $0 }
    state.withLock { $0 = shown }
  }

  public var now: WorldTime {
    state.withLock { state in
      switch state {
      case .running(let offset): Self.realTime.advanced(by: offset)
      case .frozen(let time): time
      }
    }
  }

  /// Whether it stands still.
  public var isFrozen: Bool {
    state.withLock { if case .frozen = $0 { true } else { false } }
  }

  /// Stops the clock where it is.
  public func freeze() {
    state.withLock { state in
      if case .running(let offset) = state { state = .frozen(Self.realTime.advanced(by: offset)) }
    }
  }

  /// Lets the clock run on from where it stands.
  public func run() {
    state.withLock { state in
      guard case .frozen(let time) = state else { return }
      state = .running(offset: time.seconds - Self.realTime.seconds)
    }
  }

  /// Sets the clock; it goes on running or standing as before.
  public func set(to time: WorldTime) {
    state.withLock { state in
      switch state {
      case .running: state = .running(offset: time.seconds - Self.realTime.seconds)
      case .frozen: state = .frozen(time)
      }
    }
  }

  /// Moves the clock by so many seconds; backwards when negative.
  public func step(by seconds: Int64) {
    state.withLock { state in
      switch state {
      case .running(let offset): state = .running(offset: offset + seconds)
      case .frozen(let time): state = .frozen(time.advanced(by: seconds))
      }
    }
  }

  private static var realTime: WorldTime {
    WorldTime(seconds: Int64(Date().timeIntervalSince1970.rounded(.down)))
  }
}

extension WorldTime {
  /// Where a frozen clock stands unless a world file says otherwise: 2026-01-01 00:00:00 UTC.
  public static let standard = WorldTime(seconds: 1_767_225_600)
}
