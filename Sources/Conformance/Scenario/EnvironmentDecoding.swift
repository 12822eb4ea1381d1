internal import StrictYAML

extension ScenarioDecoding {
  /// Reads `environment` or `secrets`: placeholders and the variables that give them their values.
  mutating func environment(
    _ node: YAMLNode?, _ key: String, isSecret: Bool
  ) -> [Scenario.EnvironmentVariable] {
    guard let node else { return [] }
    guard case .mapping(let entries) = node.content else {
      problems.append(
        .init(node.place, "'\(key)' must map names to variables of the environment"))
      return []
    }
    return entries.compactMap { entry in
      guard entry.key.allSatisfy(Template.isNameLetter) else {
        problems.append(.init(entry.place, "a name here has letters, digits and '_' only"))
        return nil
      }
      guard let variable = Template(entry.value, "'\(entry.key)'", &problems) else { return nil }
      guard variable.text.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]{0,99}/) != nil else {
        problems.append(
          .init(variable.place, "'\(variable.text)' is no name of an environment variable"))
        return nil
      }
      return .init(
        name: entry.key, variable: variable.text, isSecret: isSecret, place: entry.place)
    }
  }

  /// Reads why a scenario is left out or known to fail.
  mutating func reservation(_ reader: inout MappingReader) -> Scenario.Reservation? {
    let skip = reader.text("skip", &problems)
    let xfail = reader.text("xfail", &problems)
    for (key, reason) in [("skip", skip), ("xfail", xfail)] {
      guard let reason, reason.text.allSatisfy(\.isWhitespace) else { continue }
      problems.append(.init(reason.place, "'\(key)' must say why"))
    }
    if let xfail, skip != nil {
      problems.append(.init(xfail.place, "a scenario has 'skip' or 'xfail', not both"))
    }
    return skip.map { .skip($0.text) } ?? xfail.map { .xfail($0.text) }
  }
}
