public import FakeDNSmanager
internal import Provisioner

/// Our own provisioner and our own panels, in this process: the default target.
public struct FakeTarget: Target {
  /// What the report calls it.
  public let name: String
  /// Yes: it is our own side.
  public var isOwn: Bool { true }
  private let mutant: MutantCatalog.Entry?
  private let shelf: WorldShelf

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
    self.init(shelf: WorldShelf(worldFile), mutant: mutant)
  }

  private init(shelf: WorldShelf, mutant: MutantCatalog.Entry?) {
    self.name = mutant.map { "mutant:\($0.name)" } ?? "fake"
    self.mutant = mutant
    self.shelf = shelf
  }

  /// Returns a target that shows a wrong behaviour on the same worlds, which are not built again.
  public func showing(_ mutant: MutantCatalog.Entry) -> Self {
    Self(shelf: shelf, mutant: mutant)
  }

  public func open(_ start: CaseStart) async throws -> any TargetSession {
    var panels: [FakePanel] = []
    for panel in start.panels {
      let built = try shelf.world(for: panel)
      // The domain is reserved, so nothing else ever answers there.
      panels.append(
        FakePanel(
          name: panel.name, file: built.file,
          world: try built.world.fork(mutants: mutant?.panelMutants ?? []),
          base: "https://\(panel.name.lowercased()).nslab.invalid"))
    }
    let session = try FakeSession(
      panels: FakePanels(panels), mutant: mutant?.provisionerMutant,
      passwords: start.billing.passwords)
    try await session.prepare(start.billing)
    return session
  }
}
