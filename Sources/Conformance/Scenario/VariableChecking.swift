internal import StrictYAML

extension ScenarioDecoding {
  /// Refuses every placeholder of a step that nothing gives a value.
  mutating func refuseUnknownVariables(of step: Scenario.Step, _ scope: StepScope) {
    refuseUnknownVariables(in: step.templates, scope)
  }

  /// Refuses every placeholder of these texts that nothing gives a value.
  mutating func refuseUnknownVariables(in templates: [Template], _ scope: StepScope) {
    for template in templates {
      for name in template.names where !scope.knows(name) {
        let hint = hint(for: name, among: Array(scope.known))
        problems.append(.init(template.place, "nothing gives '{{\(name)}}' a value\(hint)"))
      }
    }
  }

  /// Returns the end of a refusal: what a name was probably meant to be, or which there are.
  ///
  /// The hundredth in a file has none: to look for it takes longer than all the rest.
  mutating func hint(for name: String, among known: @autoclosure () -> [String]) -> String {
    hintCount += 1
    return hintCount < 100 ? "; \(NearestName.hint(for: name, among: known()))" : ""
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
