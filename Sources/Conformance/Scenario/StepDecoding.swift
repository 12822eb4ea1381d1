internal import StrictYAML

/// The four lists of steps of a scenario.
struct ScenarioBody {
  let setup: [Scenario.Step]
  let steps: [Scenario.Step]
  let invariants: [Scenario.Step]
  let teardown: [Scenario.Step]
}

extension ScenarioDecoding {
  /// Reads all steps, and refuses placeholders that nothing gives a value.
  mutating func body(_ reader: inout MappingReader, _ scope: StepScope) -> ScenarioBody {
    var scope = scope
    let setup = optionalSteps(reader.take("setup"), "setup", &scope)
    // An invariant is looked at after the first step already, so it cannot refer to a later one.
    var early = scope
    let node = reader.take("steps")
    let steps = steps(node, "steps", at: reader.place, &scope)
    let invariants = optionalSteps(reader.take("invariants"), "invariants", &early)
    refuseChanging(invariants)
    let teardown = optionalSteps(reader.take("teardown"), "teardown", &scope)
    let all = (steps + invariants).flatMap(\.withInner)
    if problems.isEmpty, all.allSatisfy(\.clauses.isEmpty) {
      problems.append(
        .init(
          node?.place ?? reader.place, "no step checks anything, so the scenario proves nothing"))
    }
    return ScenarioBody(setup: setup, steps: steps, invariants: invariants, teardown: teardown)
  }

  private mutating func optionalSteps(
    _ node: YAMLNode?, _ key: String, _ scope: inout StepScope
  ) -> [Scenario.Step] {
    guard let node else { return [] }
    return steps(node, key, at: node.place, &scope)
  }

  /// Reads a list of steps, each of which can refer to what those before it keep.
  mutating func steps(
    _ node: YAMLNode?, _ key: String, at place: Place, _ scope: inout StepScope
  ) -> [Scenario.Step] {
    guard let node, case .sequence(let items) = node.content, !items.isEmpty else {
      let owner = key == "steps" ? "a scenario needs 'steps', a list" : "'\(key)' must be a list"
      problems.append(.init(node?.place ?? place, owner))
      return []
    }
    var steps: [Scenario.Step] = []
    for item in items where !hasTooManySteps {
      guard let step = step(item, scope) else { continue }
      scope.known.formUnion(step.capturedNames)
      steps.append(step)
    }
    return steps
  }

  /// Reads one step of any form.
  mutating func step(_ node: YAMLNode, _ scope: StepScope) -> Scenario.Step? {
    guard countStep(at: scope.use ?? node.place) else { return nil }
    guard var reader = MappingReader(node, "a step", &problems) else { return nil }
    let modifiers = modifiers(&reader)
    var scope = scope
    if let each = modifiers.each {
      refuseUnknownVariables(in: each.templates, scope)
      scope.known.insert(each.variable)
    }
    let isThere = Set(reader.remaining.map(\.key))
    if isThere.contains("use") { return use(&reader, modifiers, scope) }
    if isThere.contains("concurrently") { return concurrently(&reader, modifiers, scope) }
    return single(&reader, modifiers, scope)
  }

  private mutating func single(
    _ reader: inout MappingReader, _ modifiers: StepModifiers, _ scope: StepScope
  ) -> Scenario.Step? {
    let checkNodes = reader.list("check", &problems)
    let captureNode = reader.take("capture")
    let during = reader.take("during")
    let kinds = reader.remaining.compactMap { StepCatalog.kind($0.key) }
    let value = kinds.first.flatMap { reader.take($0.contract.keyword) }
    refuseSecondKind(&reader, kinds.map { $0.contract.keyword })
    let others = StepCatalog.keywords + Self.blockKeywords
    let known = problems.count
    reader.finish(&problems, others: others)
    guard let kind = kinds.first, let value else {
      // A misspelt key was told just now, with the one that it is near to.
      if problems.count == known {
        problems.append(
          .init(reader.place, "a step needs one of \(others.joined(separator: ", "))"))
      }
      return nil
    }
    let contract = kind.contract
    let fields = fields(value, of: contract)
    if case .text(let panel) = fields["panel"], let panels = scope.panels {
      refuseUnknown(panel, "panel", among: panels.map(\.name))
    }
    let checks = checkNodes.compactMap { check($0, of: contract) }
    let captures = captures(captureNode, of: contract)
    refuseIdle(modifiers, checks, captures, at: reader.place)
    let step = Scenario.Step(
      id: nextStepID(), name: modifiers.name ?? contract.keyword, place: reader.place,
      action: .single(kind, fields: fields, during: self.during(during, contract, scope)),
      each: modifiers.each, eventually: modifiers.eventually, repeatable: modifiers.repeatable,
      checks: checks, captures: captures)
    refuseUnknownVariables(of: step, scope)
    return step
  }

  /// Refuses a step that is of two kinds: nothing would say which is done first.
  private mutating func refuseSecondKind(_ reader: inout MappingReader, _ keywords: [String]) {
    guard let first = keywords.first else { return }
    for entry in reader.remaining where keywords.contains(entry.key) {
      _ = reader.take(entry.key)
      problems.append(
        .init(
          entry.place,
          "a step does one thing, and this one has '\(first)'; make '\(entry.key)' a step of its "
            + "own"))
    }
  }

  /// Reads the steps that run while a fault holds.
  private mutating func during(
    _ node: YAMLNode?, _ contract: StepContract, _ scope: StepScope
  ) -> [Scenario.Step] {
    guard let node else { return [] }
    guard contract.isFault else {
      problems.append(
        .init(node.place, "'during' belongs to a fault, not to '\(contract.keyword)'"))
      return []
    }
    var scope = scope
    return steps(node, "during", at: node.place, &scope)
  }

  /// Waiting without anything to wait for would only be a pause.
  private mutating func refuseIdle(
    _ modifiers: StepModifiers, _ checks: [Check], _ captures: [Capture], at place: Place
  ) {
    guard modifiers.eventually != nil, checks.isEmpty, captures.isEmpty else { return }
    problems.append(.init(place, "'eventually' waits for 'check' or 'capture', and there is none"))
  }

  private mutating func refuseChanging(_ invariants: [Scenario.Step]) {
    for step in invariants.flatMap(\.withInner) {
      guard case .single(let kind, let fields, _) = step.action else { continue }
      let contract = kind.contract
      if contract.isLooking { continue }
      if let word = contract.lookingWord, case .text(let chosen) = fields["do"], chosen.text == word
      {
        continue
      }
      let looking = StepCatalog.kinds.compactMap { $0.contract.lookingForm }
      problems.append(
        .init(
          step.place,
          "an invariant only looks, and '\(contract.keyword)' can change things; "
            + "it can be one of \(looking.joined(separator: ", "))"))
    }
  }
}

extension StepContract {
  /// What an invariant may be, as it is written: `dns`, or `integration: { do: list }`.
  fileprivate var lookingForm: String? {
    isLooking ? keyword : lookingWord.map { "\(keyword): { do: \($0) }" }
  }
}
