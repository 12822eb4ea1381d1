private import DequeModule
private import Synchronization

/// What a world was asked and what it answered, newest last; older entries give way.
///
/// A lock guards the ring, and is held for one append or one copy.
public final class Journal: Sendable {
  /// One call.
  public struct Entry: Sendable, Equatable {
    /// Counts from 1 over the life of the world.
    public let number: Int
    public let time: WorldTime
    public let function: String
    /// The login whose rights counted; empty when nobody was known.
    public let account: String
    /// The parameters as they came, secrets replaced.
    public let parameters: [Form.Pair]
    public let remoteAddress: String
    /// The HTTP status that was sent.
    public let status: Int
    /// The refusal, when it was one.
    public let refusal: PanelError?
    /// Whether a fault stood in for the answer.
    public let faulted: Bool
    /// The answer as it was sent.
    public let reply: [UInt8]
  }

  private struct State {
    var entries: Deque<Entry> = []
    var count = 0
  }

  private let capacity: Int
  private let state = Mutex(State())

  init(capacity: Int = 10_000) {
    self.capacity = capacity
  }

  /// The entries that are still held, oldest first.
  public var entries: [Entry] { state.withLock { Array($0.entries) } }

  /// How many calls there were, those included whose entries are gone.
  public var count: Int { state.withLock { $0.count } }

  /// Forgets all entries and counts from 1 again.
  public func clear() {
    state.withLock { $0 = State() }
  }

  func append(_ make: (Int) -> Entry) {
    state.withLock { state in
      state.count += 1
      state.entries.append(make(state.count))
      if state.entries.count > capacity { state.entries.removeFirst() }
    }
  }

  /// The parameters with the values of secrets replaced by `***`.
  static func redacted(_ pairs: [Form.Pair]) -> [Form.Pair] {
    pairs.map { pair in
      secrets.contains(pair.name) ? Form.Pair(name: pair.name, value: "***") : pair
    }
  }

  private static let secrets: Set<String> = [
    "authinfo", "password", "passwd", "confirm", "oldpasswd", "auth", "key",
  ]
}
