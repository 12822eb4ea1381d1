internal import FakeDNSmanager
public import StrictYAML

extension Suite {
  /// Returns what is wrong with the worlds that the scenarios name: missing, unreadable, or a state
  /// that contradicts itself; each at the place where a scenario names the world.
  public func worldProblems(in folder: String) -> [SourceProblem] {
    let shelf = WorldShelf { name in try WorldFile.load("\(folder)/\(name).yaml") }
    return scenarios.flatMap { scenario in
      scenario.panels.compactMap { panel in
        do {
          _ = try shelf.world(named: panel.world)
          return nil
        } catch {
          return SourceProblem(panel.place, "the world '\(panel.world)' cannot be used: \(error)")
        }
      }
    }
  }
}
