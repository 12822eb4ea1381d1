internal import StrictYAML

extension ScenarioDecoding {
  /// The keys of steps that hold other steps.
  static let blockKeywords = ["use", "concurrently"]

  /// Fragments in fragments; deeper nobody can follow.
  private static let maximumFragmentDepth = 8

  /// Reads `use` and `with`.
  mutating func use(
    _ reader: inout MappingReader, _ modifiers: StepModifiers, _ scope: StepScope
  ) -> Scenario.Step? {
    let name = reader.requiredText("use", &problems)
    let given = parameters(reader.take("with"))
    reader.finish(&problems)
    refuse(modifiers, on: "use", at: reader.place)
    guard let name, let fragment = fragment(name, scope) else { return nil }
    for (parameter, value) in given {
      if !fragment.parameters.contains(parameter) {
        let hint = hint(for: parameter, among: fragment.parameters)
        problems.append(
          .init(value.place, "'\(fragment.name)' has no parameter '\(parameter)'\(hint)"))
      }
    }
    refuseUnknownVariables(in: given.map(\.value), scope)
    // That a default names nothing but facts is checked where the fragment is read.
    let defaults = fragment.defaults.values.filter { $0.names.allSatisfy(StepScope.isFact) }
    refuseUnknownVariables(in: defaults, scope.ofDefaults)
    var all = given
    for parameter in fragment.parameters where !given.contains(where: { $0.name == parameter }) {
      guard let value = fragment.defaults[parameter] else {
        problems.append(.init(name.place, "'\(fragment.name)' needs '\(parameter)' under 'with'"))
        continue
      }
      all.append((parameter, value))
    }
    var inner = scope.inside(fragment, usedAt: reader.place)
    let steps = steps(fragment.steps, "steps", at: fragment.place, &inner)
    return block(.use(fragment.name, parameters: all, steps: steps), name.text, reader, modifiers)
  }

  /// Reads `concurrently`; a step of it cannot refer to what another keeps.
  mutating func concurrently(
    _ reader: inout MappingReader, _ modifiers: StepModifiers, _ scope: StepScope
  ) -> Scenario.Step? {
    let items = reader.list("concurrently", &problems)
    reader.finish(&problems)
    refuse(modifiers, on: "concurrently", at: reader.place)
    let steps = items.compactMap { step($0, scope) }
    if items.count < 2 {
      problems.append(.init(reader.place, "'concurrently' needs at least two steps"))
    }
    var kept: Set<String> = []
    for name in steps.flatMap(\.capturedNames) where !kept.insert(name).inserted {
      problems.append(.init(reader.place, "two steps at the same time keep '\(name)'"))
    }
    return block(.concurrently(steps), "concurrently", reader, modifiers)
  }

  private mutating func block(
    _ action: Scenario.Step.Action, _ name: String, _ reader: MappingReader,
    _ modifiers: StepModifiers
  ) -> Scenario.Step {
    Scenario.Step(
      id: nextStepID(), name: modifiers.name ?? name, place: reader.place, action: action,
      each: modifiers.each, eventually: nil, repeatable: [], checks: [], captures: [])
  }

  private mutating func parameters(_ node: YAMLNode?) -> [(name: String, value: Template)] {
    guard let node, let reader = MappingReader(node, "'with'", &problems) else { return [] }
    return reader.remaining.compactMap { entry in
      Template(entry.value, "'\(entry.key)'", &problems).map { (entry.key, $0) }
    }
  }

  private mutating func fragment(_ name: Template, _ scope: StepScope) -> Fragment? {
    usedFragments.insert(name.text)
    guard let fragment = fragments.fragments[name.text] else {
      let known = Array(fragments.fragments.keys)
      let hint = hint(for: name.text, among: known)
      problems.append(.init(name.place, "there is no fragment '\(name.text)'\(hint)"))
      return nil
    }
    guard !scope.fragments.contains(name.text) else {
      problems.append(.init(name.place, "the fragment '\(name.text)' uses itself"))
      return nil
    }
    guard scope.fragments.count < Self.maximumFragmentDepth else {
      problems.append(
        .init(name.place, "fragments use each other deeper than \(Self.maximumFragmentDepth)"))
      return nil
    }
    return fragment
  }

  private mutating func refuse(_ modifiers: StepModifiers, on keyword: String, at place: Place) {
    guard modifiers.eventually != nil || !modifiers.repeatable.isEmpty else { return }
    problems.append(
      .init(place, "'eventually' and 'repeat' belong to single steps, not to '\(keyword)'"))
  }
}
