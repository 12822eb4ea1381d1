/// The state of a system as it was, to be compared with what it has become.
public struct RememberedState: Sendable {
  /// Returns one line for each thing that is not as it was: `+` added, `-` removed, `~` changed.
  public let changes: @Sendable () async throws -> [String]

  /// Creates a memory from the way to compare it.
  public init(changes: @escaping @Sendable () async throws -> [String]) {
    self.changes = changes
  }
}

extension TargetSession {
  /// Refuses: most targets do not show their state.
  public func rememberState() async throws -> RememberedState {
    throw TargetError.unsupported("view of its state")
  }

  /// Refuses: most targets' clocks are not ours to move.
  public func advanceClock(by seconds: Int64) async throws {
    throw TargetError.unsupported("clock that can be moved")
  }

  /// Zero: no fault was put.
  public func faultCount() async -> Int { 0 }

  /// Refuses: most targets cannot be made to misbehave for a while.
  public func removeFaults(after count: Int) async throws -> [LeftoverFault] {
    throw TargetError.unsupported("faults for a while")
  }
}
