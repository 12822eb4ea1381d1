internal import DNSWire
internal import StrictYAML

extension ScenarioDecoding {
  /// Reads the value of a step's keyword.
  mutating func fields(
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
    switch field.form {
    case .pairs: return pairs(node, field)
    case .list: return list(node, field)
    default:
      guard let template = Template(node, "'\(field.name)'", &problems) else { return nil }
      checkForm(template, field)
      return .text(template)
    }
  }

  private mutating func pairs(_ node: YAMLNode, _ field: StepContract.Field) -> Scenario.Field? {
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

  private mutating func list(_ node: YAMLNode, _ field: StepContract.Field) -> Scenario.Field? {
    guard case .sequence(let items) = node.content, !items.isEmpty else {
      problems.append(
        .init(node.place, "'\(field.name)' must be a list with something in it, not \(node.kind)"))
      return nil
    }
    return .list(items.compactMap { Template($0, "an item of '\(field.name)'", &problems) })
  }

  /// Checks a value that has no placeholder; one that has is checked when the step runs.
  private mutating func checkForm(_ template: Template, _ field: StepContract.Field) {
    guard template.names.isEmpty, let wanted = field.form.refusal(of: template.text) else { return }
    problems.append(
      .init(template.place, "'\(field.name)' cannot be '\(template.text)': \(wanted)"))
  }
}

extension StepContract.Field.Form {
  /// What a text should have been; `nil` when it is fit.
  fileprivate func refusal(of text: String) -> String? {
    switch self {
    case .text, .pairs, .list: nil
    case .number:
      DecimalText.number(text) == nil ? "a whole number of 64 bits, 0 or more" : nil
    case .range(let range, let word):
      text == word || DecimalText.number(text).map { range.contains($0) } == true
        ? nil
        : "a whole number from \(range.lowerBound) to \(range.upperBound)"
          + (word.map { ", or '\($0)'" } ?? "")
    case .recordType(let words):
      words.contains(text) || RecordType(text) != nil
        ? nil : (["a type such as A or NS"] + words.map { "'\($0)'" }).joined(separator: ", or ")
    case .duration: DurationText.duration(text) == nil ? DurationText.expected : nil
    case .flag: ["yes", "no"].contains(text) ? nil : "yes or no"
    case .choice(let words):
      words.contains(text) ? nil : NearestName.hint(for: text, among: words)
    }
  }
}
