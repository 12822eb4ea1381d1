/// Reads a mapping key by key, and refuses the keys that nobody asked for.
///
/// Problems are collected, not thrown, so that one reading of a file finds all of them.
package struct MappingReader {
  /// Where the mapping starts.
  package let place: Place
  /// What it describes, with its article: `a step`.
  package let what: String
  /// Whoever has more unknown keys than this in one mapping has not misspelt them.
  private static let maximumHints = 50
  private var entries: [YAMLNode.Entry]
  private var known: [String] = []

  /// Starts to read; `nil`, and a problem, when the node is no mapping.
  package init?(_ node: YAMLNode, _ what: String, _ problems: inout [SourceProblem]) {
    guard case .mapping(let entries) = node.content else {
      problems.append(.init(node.place, "\(what) must be a mapping, not \(node.kind)"))
      return nil
    }
    self.place = node.place
    self.what = what
    self.entries = entries
  }

  /// The keys that nobody has asked for yet, in the order they are written.
  package var remaining: [YAMLNode.Entry] { entries }

  /// Takes the value of a key out, or `nil` when it is not there.
  package mutating func take(_ key: String) -> YAMLNode? {
    known.append(key)
    guard let index = entries.firstIndex(where: { $0.key == key }) else { return nil }
    return entries.remove(at: index).value
  }

  /// Takes the text of a key out; a problem when it is there and is no text.
  package mutating func string(_ key: String, _ problems: inout [SourceProblem]) -> String? {
    guard let node = take(key) else { return nil }
    guard let text = node.scalar else {
      problems.append(.init(node.place, "'\(key)' must be a text, not \(node.kind)"))
      return nil
    }
    return text
  }

  /// Takes the text of a key out; a problem when it is absent or no text.
  package mutating func requiredString(
    _ key: String, _ problems: inout [SourceProblem]
  ) -> String? {
    let count = problems.count
    let text = string(key, &problems)
    if text == nil, problems.count == count {
      problems.append(.init(place, "\(what) needs '\(key)'"))
    }
    return text
  }

  /// Takes a whole number of that range out; a problem for anything else.
  package mutating func number(
    _ key: String, in range: ClosedRange<Int>, _ problems: inout [SourceProblem]
  ) -> Int? {
    guard let node = take(key) else { return nil }
    // `+117` is a number to Swift, and nobody writes one so.
    if let text = node.scalar, !text.hasPrefix("+"), let number = Int(text), range.contains(number)
    {
      return number
    }
    problems.append(
      .init(
        node.place,
        "'\(key)' must be a whole number from \(range.lowerBound) to \(range.upperBound), not "
          + node.kind))
    return nil
  }

  /// Takes `yes` or `no` out; a problem for anything else.
  package mutating func flag(_ key: String, _ problems: inout [SourceProblem]) -> Bool? {
    guard let node = take(key) else { return nil }
    switch node.scalar {
    case "yes": return true
    case "no": return false
    default:
      problems.append(.init(node.place, "'\(key)' must be yes or no, not \(node.kind)"))
      return nil
    }
  }

  /// Takes one of several words out; a problem for any other.
  package mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, as _: Choice.Type = Choice.self, _ problems: inout [SourceProblem]
  ) -> Choice? where Choice.RawValue == String {
    guard let node = take(key) else { return nil }
    if let choice = node.scalar.flatMap({ Choice(rawValue: $0) }) { return choice }
    let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    problems.append(.init(node.place, "'\(key)' must be one of \(words), not \(node.kind)"))
    return nil
  }

  /// Takes a list out, empty when it is absent; a problem when it is no list.
  package mutating func list(_ key: String, _ problems: inout [SourceProblem]) -> [YAMLNode] {
    guard let node = take(key) else { return [] }
    guard case .sequence(let items) = node.content else {
      problems.append(.init(node.place, "'\(key)' must be a list, not \(node.kind)"))
      return []
    }
    return items
  }

  /// Refuses each key that was not asked for and names the nearest that can stand here.
  ///
  /// - Parameters:
  ///   - problems: Where each is added.
  ///   - others: Further keys that can stand here, for the hint.
  package func finish(_ problems: inout [SourceProblem], others: [String] = []) {
    for (index, entry) in entries.enumerated() {
      let hint =
        index < Self.maximumHints
        ? "; \(NearestName.hint(for: entry.key, among: known + others))" : ""
      problems.append(.init(entry.place, "\(what) has no key '\(entry.key.prefix(64))'\(hint)"))
    }
  }
}
