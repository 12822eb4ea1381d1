internal import StrictYAML

extension MappingReader {
  /// Takes a list of texts out, empty when it is absent; a problem for each item that is no text or
  /// that `isGood` does not accept.
  mutating func texts(
    _ key: String, _ problems: inout [SourceProblem], expected: String = "texts",
    _ isGood: (String) -> Bool = { _ in true }
  ) -> [String] {
    let items = expected.replacing("`", with: "").replacing("a list of ", with: "")
    return list(key, &problems).compactMap { node in
      if let text = node.scalar, isGood(text) { return text }
      problems.append(
        SourceProblem(
          node.place, "'\(key)' must hold \(items), not \(node.kind)"))
      return nil
    }
  }

  /// Takes a flag of the settings out, as ``flag(_:_:)`` does, or as JSON has it: what the control port has
  /// told can be given back to it.
  mutating func settingFlag(_ key: String, _ problems: inout [SourceProblem]) -> Bool? {
    let isThere = remaining.first { $0.key == key }?.value
    guard let word = isThere?.scalar, let flag = Bool(word) else { return flag(key, &problems) }
    _ = take(key)
    return flag
  }

  /// Takes a required text out that must pass `check`; the problem never repeats a secret.
  mutating func checkedText(
    _ key: String, _ expected: String, isSecret: Bool = false, _ problems: inout [SourceProblem],
    _ check: (String) -> String?
  ) -> String? {
    let place = remaining.first { $0.key == key }?.value.place ?? place
    guard let text = requiredString(key, &problems) else { return nil }
    if let value = check(text) { return value }
    let what = isSecret ? "what is there" : "'\(text.prefix(80))'"
    problems.append(
      SourceProblem(
        place, "'\(key)' must be \(expected.replacing("`", with: "")), not \(what)"))
    return nil
  }
}
