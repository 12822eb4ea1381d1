internal import StrictYAML

extension ScenarioDecoding {
  /// Facts of a panel that a target gives as variables: `{{first.url}}`.
  static let panelFacts = ["url"]

  /// Reads all steps, and refuses placeholders that nothing gives a value.
  mutating func steps(
    _ node: YAMLNode?, at place: Place, panels: [Scenario.PanelStart], cases: [Scenario.Case]
  ) -> [Scenario.Step] {
    guard let node, case .sequence(let items) = node.content, !items.isEmpty else {
      problems.append(.init(node?.place ?? place, "a scenario needs 'steps', a list"))
      return []
    }
    var known = Set(cases.first?.columns.keys.map { $0 } ?? [])
    for panel in panels { known.formUnion(Self.panelFacts.map { "\(panel.name).\($0)" }) }
    let steps = items.compactMap { item -> Scenario.Step? in
      guard let step = step(item, panels: panels) else { return nil }
      refuseUnknownVariables(of: step, known: known)
      known.formUnion(step.captures.map(\.name))
      return step
    }
    if problems.isEmpty, steps.allSatisfy(\.checks.isEmpty) {
      problems.append(.init(node.place, "no step checks anything, so the scenario proves nothing"))
    }
    return steps
  }

  private mutating func step(
    _ node: YAMLNode, panels: [Scenario.PanelStart]
  ) -> Scenario.Step? {
    guard var reader = MappingReader(node, "a step", &problems) else { return nil }
    let name = reader.text("name", &problems)
    let each = reader.take("each").flatMap { repetition($0) }
    let checkNodes = reader.list("check", &problems)
    let captureNode = reader.take("capture")
    let kinds = StepCatalog.kinds.filter { kind in
      reader.remaining.contains { $0.key == kind.contract.keyword }
    }
    let value = kinds.first.flatMap { reader.take($0.contract.keyword) }
    reader.finish(&problems, others: StepCatalog.keywords)
    guard let kind = kinds.first, let value else {
      let keywords = StepCatalog.keywords.joined(separator: ", ")
      problems.append(.init(reader.place, "a step needs one of \(keywords)"))
      return nil
    }
    let contract = kind.contract
    let fields = fields(value, of: contract)
    if case .text(let panel) = fields["panel"] {
      refuseUnknown(panel, "panel", among: panels.map(\.name))
    }
    return Scenario.Step(
      name: name?.text ?? contract.keyword, place: reader.place, kind: kind, fields: fields,
      each: each, checks: checkNodes.compactMap { check($0, of: contract) },
      captures: captures(captureNode, of: contract))
  }

  private mutating func fields(
    _ node: YAMLNode, of contract: StepContract
  ) -> [String: Scenario.Field] {
    if let text = node.scalar, let shorthand = contract.shorthand {
      let template = Template(text, node.place)
      if let field = contract.fields.first(where: { $0.name == shorthand }) {
        checkForm(template, field)
      }
      return [shorthand: .text(template)]
    }
    guard var reader = MappingReader(node, "'\(contract.keyword)'", &problems) else { return [:] }
    var fields: [String: Scenario.Field] = [:]
    for field in contract.fields {
      if let value = reader.take(field.name) {
        fields[field.name] = self.field(value, field)
      } else if field.isRequired {
        problems.append(.init(node.place, "'\(contract.keyword)' needs '\(field.name)'"))
      }
    }
    reader.finish(&problems)
    return fields
  }

  private mutating func field(_ node: YAMLNode, _ field: StepContract.Field) -> Scenario.Field? {
    guard field.form == .pairs else {
      guard let template = Template(node, "'\(field.name)'", &problems) else { return nil }
      checkForm(template, field)
      return .text(template)
    }
    guard case .mapping(let entries) = node.content else {
      problems.append(.init(node.place, "'\(field.name)' must be a mapping, not \(node.kind)"))
      return nil
    }
    return .pairs(
      entries.compactMap { entry in
        guard let value = Template(entry.value, "'\(entry.key)'", &problems) else { return nil }
        return (name: Template(entry.key, entry.place), value: value)
      })
  }

  /// Checks a value that has no placeholder; one that has is checked when the step runs.
  private mutating func checkForm(_ template: Template, _ field: StepContract.Field) {
    guard template.names.isEmpty else { return }
    let text = template.text
    let wanted: String? =
      switch field.form {
      case .text, .pairs: nil
      case .number:
        Int64(text).map { $0 >= 0 } == true ? nil : "a whole number of 64 bits, 0 or more"
      case .flag: ["yes", "no"].contains(text) ? nil : "yes or no"
      case .choice(let words):
        words.contains(text) ? nil : NearestName.hint(for: text, among: words)
      }
    guard let wanted else { return }
    problems.append(.init(template.place, "'\(field.name)' cannot be '\(text)': \(wanted)"))
  }

  private mutating func repetition(_ node: YAMLNode) -> Scenario.Repetition? {
    guard case .mapping(let entries) = node.content, entries.count == 1 else {
      problems.append(.init(node.place, "'each' must name one variable: { service: \"101..120\" }"))
      return nil
    }
    let entry = entries[0]
    switch entry.value.content {
    case .sequence(let items):
      return .init(
        variable: entry.key,
        values: items.compactMap { Template($0, "a value of 'each'", &problems)?.text })
    case .scalar(let text):
      if let values = Self.range(text) { return .init(variable: entry.key, values: values) }
    default: break
    }
    problems.append(
      .init(entry.value.place, "'each' takes a list, or a range such as 101..120 of at most 100000")
    )
    return nil
  }

  private static func range(_ text: String) -> [String]? {
    guard let match = text.wholeMatch(of: /(\d{1,18})\.\.(\d{1,18})/),
      let first = Int(match.1), let last = Int(match.2), first <= last, last - first < 100_000
    else { return nil }
    return (first...last).map(String.init)
  }

  private mutating func refuseUnknownVariables(of step: Scenario.Step, known: Set<String>) {
    var known = known
    if let each = step.each { known.insert(each.variable) }
    for template in step.templates {
      for name in template.names where !known.contains(name) {
        let hint = NearestName.hint(for: name, among: known.sorted())
        problems.append(.init(template.place, "nothing gives '{{\(name)}}' a value; \(hint)"))
      }
    }
  }
}

extension Scenario.Step {
  /// Every text of the step that can hold a placeholder.
  fileprivate var templates: [Template] {
    let inFields = fields.values.flatMap { field -> [Template] in
      switch field {
      case .text(let text): [text]
      case .pairs(let pairs): pairs.flatMap { [$0.name, $0.value] }
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
