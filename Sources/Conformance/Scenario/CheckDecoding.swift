internal import StrictYAML
internal import XMLReading

extension ScenarioDecoding {
  /// Reads one check of a step.
  mutating func check(_ node: YAMLNode, of contract: StepContract) -> Check? {
    guard var reader = MappingReader(node, "a check", &problems) else { return nil }
    let clauses = clauseIDs(reader.take("clause"), at: reader.place)
    let assumed = reader.text("assumed", &problems)
    let countBefore = problems.count
    let found = subject(&reader, of: contract)
    var demands = found?.demands ?? []
    demands += self.demands(&reader)
    if let found { refuseSecondSubject(&reader, contract, beside: found.subject.name) }
    reader.finish(&problems, others: contract.subjects.map(\.name))
    guard let found else { return nil }
    if demands.isEmpty, problems.count == countBefore {
      let words = Check.Operator.allCases.map(\.rawValue).joined(separator: ", ")
      problems.append(.init(reader.place, "a check needs a comparison: one of \(words)"))
    }
    return Check(
      place: reader.place, clauses: clauses, subject: found.subject, demands: demands,
      assumed: assumed?.text)
  }

  /// Reads what a step keeps for later ones.
  mutating func captures(_ node: YAMLNode?, of contract: StepContract) -> [Capture] {
    guard let node else { return [] }
    guard case .mapping(let entries) = node.content else {
      problems.append(.init(node.place, "'capture' must map names to what is kept"))
      return []
    }
    return entries.compactMap { capture($0, of: contract) }
  }

  private mutating func capture(_ entry: YAMLNode.Entry, of contract: StepContract) -> Capture? {
    guard entry.key.allSatisfy(Template.isNameLetter) else {
      problems.append(.init(entry.place, "a captured name has letters, digits and '_' only"))
      return nil
    }
    if let text = entry.value.scalar {
      return capture(entry, shorthand: Template(text, entry.value.place), of: contract)
    }
    guard var reader = MappingReader(entry.value, "a capture", &problems) else { return nil }
    guard let (subject, value) = takeSubject(&reader, of: contract) else {
      refuseMissingSubject(reader, contract)
      return nil
    }
    let pattern =
      subject.form == .plain
      ? Template(value, "'\(subject.name)'", &problems) : reader.text("matches", &problems)
    reader.finish(&problems)
    if let pattern { checkPattern(pattern, groups: 1) }
    return Capture(
      name: entry.key, place: entry.place,
      subject: addressed(subject, by: value), pattern: pattern)
  }

  private mutating func capture(
    _ entry: YAMLNode.Entry, shorthand: Template, of contract: StepContract
  ) -> Capture? {
    if let plain = contract.subjects.first(where: {
      $0.form == .plain && $0.name == shorthand.text
    }) {
      return Capture(
        name: entry.key, place: entry.place,
        subject: .init(name: plain.name, form: .plain, argument: nil), pattern: nil)
    }
    guard let xpath = contract.subjects.first(where: { $0.form == .xpath }) else {
      let hint = NearestName.hint(for: shorthand.text, among: contract.subjects.map(\.name))
      problems.append(
        .init(shorthand.place, "'\(contract.keyword)' shows no '\(shorthand.text)'; \(hint)"))
      return nil
    }
    checkXPath(shorthand)
    return Capture(
      name: entry.key, place: entry.place,
      subject: .init(name: xpath.name, form: .xpath, argument: shorthand), pattern: nil)
  }

  /// Reads the clauses that something proves; at least one.
  mutating func clauseIDs(_ node: YAMLNode?, at place: Place) -> [String] {
    guard let node else {
      problems.append(.init(place, "a check needs 'clause', the id of what it proves"))
      return []
    }
    let items = if case .sequence(let items) = node.content { items } else { [node] }
    if items.isEmpty { problems.append(.init(node.place, "'clause' must name a clause")) }
    return items.compactMap { item in
      guard let id = Template(item, "'clause'", &problems) else { return nil }
      if let clauses, !clauses.contains(id.text) {
        let nearest = NearestName.of(id.text, among: clauses).map { "; did you mean '\($0)'?" }
        problems.append(.init(id.place, "there is no clause '\(id.text)'\(nearest ?? "")"))
      }
      return id.text
    }
  }

  private mutating func subject(
    _ reader: inout MappingReader, of contract: StepContract
  ) -> (subject: Check.Subject, demands: [Check.Demand])? {
    guard let (subject, value) = takeSubject(&reader, of: contract) else {
      if let counted = contract.counted,
        reader.remaining.contains(where: { Check.Operator(rawValue: $0.key) != nil })
      {
        return (.init(name: counted, form: .plain, argument: nil), [])
      }
      refuseMissingSubject(reader, contract)
      return nil
    }
    guard subject.form == .plain else { return (addressed(subject, by: value), []) }
    let plain = Check.Subject(name: subject.name, form: .plain, argument: nil)
    if case .mapping = value.content {
      guard var inner = MappingReader(value, "'\(subject.name)'", &problems) else { return nil }
      let demands = demands(&inner)
      inner.finish(&problems)
      return (plain, demands)
    }
    return (plain, demand(.equals, value).map { [$0] } ?? [])
  }

  private func takeSubject(
    _ reader: inout MappingReader, of contract: StepContract
  ) -> (StepContract.Subject, YAMLNode)? {
    for subject in contract.subjects {
      if reader.remaining.contains(where: { $0.key == subject.name }),
        let value = reader.take(subject.name)
      {
        return (subject, value)
      }
    }
    return nil
  }

  /// Refuses to look at two things: which of them a comparison belongs to would be a guess.
  private mutating func refuseSecondSubject(
    _ reader: inout MappingReader, _ contract: StepContract, beside first: String
  ) {
    for entry in reader.remaining where contract.subjects.contains(where: { $0.name == entry.key })
    {
      _ = reader.take(entry.key)
      problems.append(
        .init(
          entry.place,
          "a check looks at one thing, and this one at '\(first)'; make a second check for "
            + "'\(entry.key)'"))
    }
  }

  private mutating func refuseMissingSubject(_ reader: MappingReader, _ contract: StepContract) {
    // An unknown key is probably the subject, misspelt, and is refused with the nearest name.
    guard reader.remaining.allSatisfy({ Check.Operator(rawValue: $0.key) != nil }) else { return }
    let names = contract.subjects.map(\.name).joined(separator: ", ")
    problems.append(
      .init(
        reader.place,
        names.isEmpty
          ? "after '\(contract.keyword)' nothing can be checked"
          : "say what to look at after '\(contract.keyword)': one of \(names)"))
  }

  private mutating func addressed(
    _ subject: StepContract.Subject, by node: YAMLNode
  ) -> Check.Subject {
    guard subject.form != .plain else {
      return .init(name: subject.name, form: .plain, argument: nil)
    }
    let argument = Template(node, "'\(subject.name)'", &problems)
    if subject.form == .xpath, let argument { checkXPath(argument) }
    return .init(name: subject.name, form: subject.form, argument: argument)
  }

  private mutating func demands(_ reader: inout MappingReader) -> [Check.Demand] {
    Check.Operator.allCases.compactMap { comparison in
      reader.take(comparison.rawValue).flatMap { demand(comparison, $0) }
    }
  }

  private mutating func demand(_ comparison: Check.Operator, _ node: YAMLNode) -> Check.Demand? {
    let takesList = [.equals, .contains, .notContains].contains(comparison)
    var expected: [Template] = []
    if takesList, case .sequence(let items) = node.content {
      expected = items.compactMap { Template($0, "'\(comparison.rawValue)'", &problems) }
    } else if let text = Template(node, "'\(comparison.rawValue)'", &problems) {
      expected = [text]
    }
    guard !expected.isEmpty else {
      // An empty list demands nothing, and a check that demands nothing cannot fail.
      if case .sequence = node.content {
        problems.append(.init(node.place, "an empty list demands nothing; use 'absent: yes'"))
      }
      return nil
    }
    for text in expected { checkExpected(text, of: comparison) }
    return .init(comparison: comparison, expected: expected)
  }

  private mutating func checkExpected(_ text: Template, of comparison: Check.Operator) {
    switch comparison {
    case .matches: checkPattern(text, groups: nil)
    case .count where text.names.isEmpty && DecimalText.number(text.text) == nil:
      problems.append(.init(text.place, "'count' must be a whole number, not '\(text.text)'"))
    case .absent where !["yes", "no"].contains(text.text):
      problems.append(.init(text.place, "'absent' must be yes or no, not '\(text.text)'"))
    case .contains, .notContains:
      if text.text.isEmpty {
        problems.append(
          .init(text.place, "every text contains the empty one; write what to look for"))
      }
    default: break
    }
  }

  private mutating func checkXPath(_ template: Template) {
    do throws(XMLReplyError) {
      try XMLReply.checkExpression(template.sample)
    } catch {
      problems.append(.init(template.place, "\(error)"))
    }
  }

  private mutating func checkPattern(_ template: Template, groups: Int?) {
    do {
      let count = try Pattern.groupCount(of: template.sample)
      if let groups, count != groups {
        problems.append(
          .init(template.place, "'\(template.text)' must have \(groups) group in parentheses"))
      }
    } catch {
      problems.append(
        .init(template.place, "'\(template.text)' is not a regular expression: \(error)"))
    }
  }
}
