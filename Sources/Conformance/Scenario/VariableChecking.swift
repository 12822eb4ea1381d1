internal import StrictYAML

extension ScenarioDecoding {
  /// Refuses every placeholder of a step that nothing gives a value.
  mutating func refuseUnknownVariables(of step: Scenario.Step, known: Set<String>) {
    refuseUnknownVariables(in: step.templates, known: known)
  }

  /// Refuses every placeholder of these texts that nothing gives a value.
  mutating func refuseUnknownVariables(in templates: [Template], known: Set<String>) {
    for template in templates {
      for name in template.names where !known.contains(name) {
        let hint = NearestName.hint(for: name, among: known.sorted())
        problems.append(.init(template.place, "nothing gives '{{\(name)}}' a value; \(hint)"))
      }
    }
  }
}

extension Scenario.Step {
  /// Every text of the step itself that can hold a placeholder.
  fileprivate var templates: [Template] {
    var inFields: [Template] = []
    if case .single(_, let fields, _) = action {
      inFields = fields.values.flatMap { field -> [Template] in
        switch field {
        case .text(let text): [text]
        case .list(let texts): texts
        case .pairs(let pairs): pairs.flatMap { [$0.name, $0.value] }
        }
      }
    }
    let inChecks = checks.flatMap { check in
      check.demands.flatMap(\.expected) + [check.subject.argument].compactMap(\.self)
    }
    let inCaptures = captures.flatMap { capture in
      [capture.subject.argument, capture.pattern].compactMap(\.self)
    }
    return inFields + inChecks + inCaptures
  }
}
