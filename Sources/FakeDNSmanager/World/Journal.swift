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
    ///
    /// Of a call that a fault kept from being performed, the account that it names: nobody has looked at
    /// the password.
    public let account: String
    /// The parameters as they came, secrets replaced.
    public let parameters: [Form.Pair]
    public let remoteAddress: String
    /// The HTTP status that was sent.
    public let status: Int
    /// The refusal, when it was one: what the caller was shown, be it the panel's or a fault's; the
    /// panel's own where a fault showed something else.
    public let refusal: PanelError?
    /// Whether the panel performed the call: one that a fault stood before was not accepted, even if it was
    /// not refused either.
    public let performed: Bool
    /// Whether a fault stood in for the answer.
    public let faulted: Bool
    /// What the call named and nobody knows: the function, or parameters of it.
    public let unmatched: [Unmatched]
    /// The answer as it was sent.
    public let reply: [UInt8]
  }

  private struct State {
    var entries: Deque<Entry> = []
    var byteCount = 0
    var count = 0
    /// `nil` until they are asked for.
    var secrets: Set<String>?

    mutating func removeOldest() {
      byteCount -= entries.removeFirst().byteCount
    }
  }

  private let capacity: Int
  private let maximumByteCount: Int
  private let state = Mutex(State())

  /// Creates a journal that holds so many entries, and of so many bytes of what callers sent and were
  /// answered; the newest entry is held in any case.
  init(capacity: Int = 10_000, maximumByteCount: Int = 64 * 1024 * 1024) {
    self.capacity = capacity
    self.maximumByteCount = maximumByteCount
  }

  /// The entries that are still held, oldest first.
  public var entries: [Entry] { state.withLock { Array($0.entries) } }

  /// The newest entry; `nil` when there is none.
  public var last: Entry? { state.withLock { $0.entries.last } }

  /// How many calls there were, those included whose entries are gone.
  public var count: Int { state.withLock { $0.count } }

  /// Forgets all entries and counts from 1 again.
  public func clear() {
    state.withLock { $0 = State(secrets: $0.secrets) }
  }

  /// The secrets that calls have carried since ``keepSecrets()``.
  package var secrets: Set<String> { state.withLock { $0.secrets ?? [] } }

  /// Has secrets of later calls kept beside the entries, for a report that is to have none of them.
  package func keepSecrets() {
    state.withLock { $0.secrets = $0.secrets ?? [] }
  }

  /// Keeps the secrets of a call when that is asked for.
  func noteSecrets(of pairs: [Form.Pair]) {
    state.withLock { state in
      guard state.secrets != nil else { return }
      for pair in pairs where Self.isSecret(pair.name) {
        state.secrets?.insert(Self.secret(in: pair.value, named: pair.name))
      }
    }
  }

  func append(_ make: (Int) -> Entry) {
    state.withLock { state in
      state.count += 1
      let entry = make(state.count)
      state.entries.append(entry)
      state.byteCount += entry.byteCount
      while state.entries.count > 1,
        state.entries.count > capacity || state.byteCount > maximumByteCount
      {
        state.removeOldest()
      }
    }
  }

  /// The parameters with the values of secrets replaced by `***`.
  static func redacted(_ pairs: [Form.Pair]) -> [Form.Pair] {
    pairs.map { pair in
      isSecret(pair.name) ? Form.Pair(name: pair.name, value: "***") : pair
    }
  }

  /// Whether a parameter of that name holds a secret, also when it is misspelt in letter case.
  package static func isSecret(_ name: String) -> Bool {
    if secrets.contains(name) { return true }
    let isLower = name.utf8.allSatisfy { $0 < 0x80 && !(0x41...0x5A).contains($0) }
    return !isLower && secrets.contains(name.lowercased())
  }

  /// What of a value is secret: of `authinfo`, which is `LOGIN:PASSWORD`, the second half.
  package static func secret(in value: String, named name: String) -> String {
    guard name.lowercased() == "authinfo", let colon = value.firstIndex(of: ":") else {
      return value
    }
    return String(value[value.index(after: colon)...])
  }

  private static let secrets: Set<String> = [
    "authinfo", "password", "passwd", "confirm", "oldpasswd", "auth", "key",
  ]
}

extension Journal.Entry {
  /// About how much memory the entry holds.
  fileprivate var byteCount: Int {
    [function, account, remoteAddress, refusal?.value ?? ""].reduce(
      parameters.reduce(reply.count) { $0 + $1.name.utf8.count + $1.value.utf8.count }
    ) { $0 + $1.utf8.count }
  }
}
