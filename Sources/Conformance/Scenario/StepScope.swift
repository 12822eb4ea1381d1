/// What the steps that are being read can refer to.
struct StepScope {
  /// Facts of a panel that a target gives as variables: `{{first.url}}`.
  static let panelFacts = ["url"]

  let panels: [Scenario.PanelStart]
  /// The names that have a value by now.
  var known: Set<String>
  /// The fragments that are being read, outermost first.
  var fragments: [String] = []

  private var facts: Set<String> {
    Set(panels.flatMap { panel in Self.panelFacts.map { "\(panel.name).\($0)" } })
  }

  init(
    panels: [Scenario.PanelStart], columns: [String: String]?,
    environment: [Scenario.EnvironmentVariable]
  ) {
    self.panels = panels
    known = Set(columns.map { Array($0.keys) } ?? []).union(environment.map(\.name))
    known.formUnion(facts)
  }

  /// What the steps of a fragment can refer to: its parameters and the panels, nothing of its user.
  func inside(_ fragment: Fragment) -> Self {
    var inner = self
    inner.known = facts.union(fragment.parameters)
    inner.fragments.append(fragment.name)
    return inner
  }
}
