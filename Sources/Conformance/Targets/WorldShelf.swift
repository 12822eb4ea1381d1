internal import FakeDNSmanager
private import Synchronization

/// The worlds that scenarios name, each read and built once; every case works on forks.
///
/// A lock guards the shelf, and is held while a world is built, so that none is built twice.
final class WorldShelf: Sendable {
  /// A world to fork, and the file with its passwords.
  struct Built: Sendable {
    let file: WorldFile
    let world: World
  }

  private let worldFile: @Sendable (String) throws -> WorldFile
  private let built = Mutex<[String: Built]>([:])

  init(_ worldFile: @escaping @Sendable (String) throws -> WorldFile) {
    self.worldFile = worldFile
  }

  /// Returns the world that a panel starts from.
  ///
  /// - Throws: ``TargetError/world(_:)``, with the place where the scenario names it.
  func world(for panel: Scenario.PanelStart) throws(TargetError) -> Built {
    do {
      return try world(named: panel.world)
    } catch {
      throw .world("\(panel.place): the world '\(panel.world)': \(error)")
    }
  }

  /// Returns the world of a name; throws what its file or its building throws.
  func world(named name: String) throws -> Built {
    try built.withLock { built in
      if let known = built[name] { return known }
      let file = try worldFile(name)
      let new = Built(file: file, world: try World(file))
      built[name] = new
      return new
    }
  }
}
