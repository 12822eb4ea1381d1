internal import StrictYAML

/// What the steps that are being read can refer to.
struct StepScope {
  /// Facts of a panel that a target gives as variables: `{{first.url}}`.
  static let panelFacts = ["url"]

  /// `nil` for a fragment that is read by itself: whoever uses it declares them.
  let panels: [Scenario.PanelStart]?
  /// The names that have a value by now.
  var known: Set<String>
  /// The fragments that are being read, outermost first.
  var fragments: [String] = []
  /// Where the outermost of them is used.
  var use: Place?
  /// The names that have a value in every scope.
  let facts: Set<String>

  init(
    panels: [Scenario.PanelStart]?, columns: [String: String]?,
    environment: [Scenario.EnvironmentVariable]
  ) {
    self.panels = panels
    facts = Set(
      (panels ?? []).flatMap { panel in Self.panelFacts.map { "\(panel.name).\($0)" } })
    known = Set(columns.map { Array($0.keys) } ?? []).union(environment.map(\.name))
    known.formUnion(facts)
  }

  /// What the steps of a fragment can refer to: its parameters and the panels, nothing of its user.
  func inside(_ fragment: Fragment, usedAt place: Place) -> Self {
    var inner = self
    inner.known = facts.union(fragment.parameters)
    inner.fragments.append(fragment.name)
    inner.use = use ?? place
    return inner
  }

  /// What the defaults of a fragment can refer to: they are written where no parameter has a value.
  var ofDefaults: Self {
    var inner = self
    inner.known = facts
    return inner
  }

  /// Whether a placeholder of that name has a value.
  func knows(_ name: String) -> Bool {
    known.contains(name) || (panels == nil && Self.isFact(name))
  }

  /// Whether a name looks like the fact of a panel.
  static func isFact(_ name: String) -> Bool {
    panelFacts.contains { name.hasSuffix(".\($0)") }
  }
}
