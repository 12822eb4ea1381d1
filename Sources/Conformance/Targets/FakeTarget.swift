public import FakeDNSmanager
internal import Provisioner
private import Synchronization

/// Our own provisioner and our own panels, in this process: the default target.
///
/// Each world file is read and built once; every case works on forks. A lock guards that cache.
public final class FakeTarget: Target {
  /// What the report calls it.
  public let name: String
  private let mutant: MutantCatalog.Entry?
  private let worldFile: @Sendable (String) throws -> WorldFile
  private let built = Mutex<[String: Built]>([:])

  /// A world to fork, and the file with its passwords.
  struct Built: Sendable {
    let file: WorldFile
    let world: World
  }

  /// Creates the target.
  ///
  /// - Parameters:
  ///   - mutant: A wrong behaviour to show; normally none.
  ///   - worldFile: Returns the world file of a name that a scenario gives, or throws an error whose
  ///     description says what is wrong with it.
  public init(
    mutant: MutantCatalog.Entry? = nil,
    worldFile: @escaping @Sendable (String) throws -> WorldFile
  ) {
    self.name = mutant.map { "fake, mutant \($0.name)" } ?? "fake"
    self.mutant = mutant
    self.worldFile = worldFile
  }

  public func open(_ start: CaseStart) async throws -> any TargetSession {
    var panels: [FakePanel] = []
    for panel in start.panels {
      let built = try built(panel)
      let world = try built.world.fork()
      panels.append(FakePanel(name: panel.name, file: built.file, world: world))
    }
    let session = try FakeSession(panels: FakePanels(panels), mutant: mutant?.provisionerMutant)
    try await session.prepare(start.billing)
    return session
  }

  private func built(_ panel: Scenario.PanelStart) throws -> Built {
    try built.withLock { built in
      if let known = built[panel.world] { return known }
      do {
        let file = try worldFile(panel.world)
        let world = try World(file, mutants: mutant?.panelMutants ?? [])
        let new = Built(file: file, world: world)
        built[panel.world] = new
        return new
      } catch {
        throw TargetError.world("\(panel.place): the world '\(panel.world)': \(error)")
      }
    }
  }
}
