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
    /// The world as it was when it got its name, for ``reset(_:)``.
    let origin: World
  }

  /// The name of the world that `/dnsmgr` reaches.
  public let defaultName: String
  private let entries: Mutex<[String: Entry]>

  /// Creates a directory with one world, which can be reset and never deleted.
  ///
  /// Throws ``WorldDirectoryError`` for a name that cannot stand in a path.
  public init(_ world: World, named name: String = "default") throws {
    guard Self.isName(name) else { throw WorldDirectoryError.badName(name) }
    defaultName = name
    entries = Mutex([name: Entry(world: world, origin: try world.fork())])
  }

  /// All names, in order.
  public var names: [String] { entries.withLock { $0.keys.sorted() } }

  /// The world of that name; `nil` when there is none.
  public subscript(_ name: String) -> World? { entries.withLock { $0[name]?.world } }

  /// Adds a world.
  ///
  /// Throws ``WorldDirectoryError`` when the name is taken or unusable, or there are too many worlds.
  public func add(_ world: World, named name: String) throws {
    guard Self.isName(name) else { throw WorldDirectoryError.badName(name) }
    let entry = Entry(world: world, origin: try world.fork())
    try entries.withLock { entries in
      guard entries[name] == nil else { throw WorldDirectoryError.taken(name) }
      guard entries.count < Self.capacity else { throw WorldDirectoryError.full }
      entries[name] = entry
    }
  }

  /// Removes a world; calls that are on their way into it still get their answers.
  ///
  /// Throws ``WorldDirectoryError`` for an unknown name and for the default world's.
  public func remove(_ name: String) throws(WorldDirectoryError) {
    guard name != defaultName else { throw .isDefault(name) }
    guard entries.withLock({ $0.removeValue(forKey: name) }) != nil else { throw .unknown(name) }
  }

  /// Puts a world back to where it began: state, clock, journal and faults.
  ///
  /// Throws ``WorldDirectoryError`` for an unknown name.
  public func reset(_ name: String) throws {
    try entries.withLock { entries in
      guard let entry = entries[name] else { throw WorldDirectoryError.unknown(name) }
      entries[name]?.world = try entry.origin.fork()
    }
  }

  /// Puts parts of a world back to where it began; what else happened in it stays.
  ///
  /// Throws ``WorldDirectoryError`` for an unknown name.
  public func reset(_ name: String, _ parts: [WorldPart]) throws {
    guard let entry = entries.withLock({ $0[name] }) else {
      throw WorldDirectoryError.unknown(name)
    }
    for part in parts { try entry.world.putBack(part, asIn: entry.origin) }
  }

  /// Puts a world in the place of the one of that name; returns whether there was one.
  ///
  /// Where it goes back to at a reset stays as it was; a new name begins with this world. Throws
  /// ``WorldDirectoryError`` as ``add(_:named:)`` does.
  public func put(_ world: World, named name: String) throws -> Bool {
    let isThere = entries.withLock { entries in
      entries[name]?.world = world
      return entries[name] != nil
    }
    if !isThere { try add(world, named: name) }
    return isThere
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
