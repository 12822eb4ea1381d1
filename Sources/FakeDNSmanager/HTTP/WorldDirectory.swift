private import Synchronization

/// The worlds of one server, by name; one of them answers on the panel's own paths.
///
/// Shared by every connection. A lock guards the table, and is held for one look or one change, never
/// while a world answers.
public final class WorldDirectory: Sendable {
  /// The most worlds that one server holds; a test that needs more forgets to delete them.
  public static let capacity = 1_000

  private struct Entry {
    var world: World
    /// The world as it was when it got its name, for ``reset(_:)``; of its faults those by chance.
    let origin: World

    init(_ world: World) throws {
      self.world = world
      origin = try world.fork()
      origin.faults.random = world.faults.random
    }

    /// A world as the one that got the name was then.
    func begun() throws -> World {
      let world = try origin.fork()
      world.faults.random = origin.faults.random
      return world
    }
  }

  private struct Follower {
    let name: String
    let continuation: AsyncStream<World>.Continuation
  }

  private struct State {
    var entries: [String: Entry] = [:]
    var followers: [Int: Follower] = [:]
    var lastID = 0

    /// Puts a world in the place of another; returns whether there was one.
    mutating func exchange(_ name: String, for world: World) -> Bool {
      guard entries[name] != nil else { return false }
      entries[name]?.world = world
      for follower in followers.values where follower.name == name {
        follower.continuation.yield(world)
      }
      return true
    }
  }

  /// The name of the world that `/dnsmgr` reaches.
  public let defaultName: String
  private let state: Mutex<State>

  /// Creates a directory with one world, which can be reset and never deleted.
  ///
  /// Throws ``WorldDirectoryError`` for a name that cannot stand in a path.
  public init(_ world: World, named name: String = "default") throws {
    guard Self.isName(name) else { throw WorldDirectoryError.badName(name) }
    defaultName = name
    state = Mutex(State(entries: [name: try Entry(world)]))
  }

  /// All names, in order.
  public var names: [String] { state.withLock { $0.entries.keys.sorted() } }

  /// The world of that name; `nil` when there is none.
  public subscript(_ name: String) -> World? { state.withLock { $0.entries[name]?.world } }

  /// Adds a world.
  ///
  /// Throws ``WorldDirectoryError`` when the name is taken or unusable, or there are too many worlds.
  public func add(_ world: World, named name: String) throws {
    guard Self.isName(name) else { throw WorldDirectoryError.badName(name) }
    let entry = try Entry(world)
    try state.withLock { state in
      guard state.entries[name] == nil else { throw WorldDirectoryError.taken(name) }
      guard state.entries.count < Self.capacity else { throw WorldDirectoryError.full }
      state.entries[name] = entry
    }
  }

  /// Removes a world; calls that are on their way into it still get their answers.
  ///
  /// Throws ``WorldDirectoryError`` for an unknown name and for the default world's.
  public func remove(_ name: String) throws(WorldDirectoryError) {
    guard name != defaultName else { throw .isDefault(name) }
    guard state.withLock({ $0.entries.removeValue(forKey: name) }) != nil else {
      throw .unknown(name)
    }
  }

  /// Puts a world back to where it began: state, clock, journal and faults.
  ///
  /// Throws ``WorldDirectoryError`` for an unknown name.
  public func reset(_ name: String) throws {
    try state.withLock { state in
      guard let entry = state.entries[name] else { throw WorldDirectoryError.unknown(name) }
      _ = state.exchange(name, for: try entry.begun())
    }
  }

  /// Puts parts of a world back to where it began; what else happened in it stays.
  ///
  /// A default namespace that is then missing is made. Throws ``WorldDirectoryError`` for an unknown
  /// name, and `limit/ip` when no address is free for that namespace.
  public func reset(_ name: String, _ parts: [WorldPart]) throws {
    guard let entry = state.withLock({ $0.entries[name] }) else {
      throw WorldDirectoryError.unknown(name)
    }
    for part in parts { try entry.world.putBack(part, asIn: entry.origin) }
    // Settings and namespaces may come from different times now.
    try entry.world.store.change { try $0.makeDefaultNamespace() }
  }

  /// Puts a world in the place of the one of that name; returns whether there was one.
  ///
  /// Where it goes back to at a reset stays as it was; a new name begins with this world. Throws
  /// ``WorldDirectoryError`` as ``add(_:named:)`` does.
  public func put(_ world: World, named name: String) throws -> Bool {
    let isThere = state.withLock { $0.exchange(name, for: world) }
    if !isThere { try add(world, named: name) }
    return isThere
  }

  /// The world of that name, and each that takes its place later; of several at once the last.
  func worlds(named name: String) -> AsyncStream<World> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: World.self, bufferingPolicy: .bufferingNewest(1))
    let id = state.withLock { state in
      state.lastID += 1
      state.followers[state.lastID] = Follower(name: name, continuation: continuation)
      if let world = state.entries[name]?.world { continuation.yield(world) }
      return state.lastID
    }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { _ = $0.followers.removeValue(forKey: id) }
    }
    return stream
  }

  /// Answers a request on a port that belongs to one world.
  func answer(_ request: PanelRequest, in name: String) -> PanelAnswer {
    self[name]?.answer(request) ?? .status(404, "No such world")
  }

  /// Answers `/dnsmgr` from the default world, and `/w/<name>/dnsmgr` from the world of that name.
  func answer(_ request: PanelRequest) -> PanelAnswer {
    guard request.path.hasPrefix(Self.prefix) else {
      return self[defaultName]?.answer(request) ?? .status(404, "No such page")
    }
    let rest = request.path.dropFirst(Self.prefix.count)
    let name = rest.prefix { $0 != "/" }
    guard let world = self[String(name)] else { return .status(404, "No such world") }
    var inner = request
    inner.path = String(rest.dropFirst(name.count))
    return world.answer(inner)
  }

  private static let prefix = "/w/"

  /// What a name is, as a regular expression; ``isName(_:)`` is the same in Swift.
  static let namePattern = "^[a-z0-9_-]{1,63}$"

  private static func isName(_ text: String) -> Bool {
    let bytes = text.utf8
    return (1...63).contains(bytes.count)
      && bytes.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}

/// Why a directory of worlds refused a change.
public enum WorldDirectoryError: Error, Equatable, CustomStringConvertible {
  case badName(String)
  case taken(String)
  case unknown(String)
  case isDefault(String)
  case full

  public var description: String {
    switch self {
    case .badName(let name):
      "\(name.debugDescription) cannot name a world; use 1 to 63 of a-z, 0-9, - and _"
    case .taken(let name): "there is a world \(name.debugDescription) already"
    case .unknown(let name): "there is no world \(name.debugDescription)"
    case .isDefault(let name):
      "\(name.debugDescription) is the default world; it can be reset and not deleted"
    case .full: "there are \(WorldDirectory.capacity) worlds already; delete some"
    }
  }
}
