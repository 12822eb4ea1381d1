internal import StrictYAML

extension MappingReader {
  /// The name of the fragment when the mapping is the file of one and no scenario.
  var fragmentName: String? {
    guard !remaining.contains(where: { $0.key == "scenario" }) else { return nil }
    return remaining.first { $0.key == "fragment" }?.value.scalar
  }

  /// Takes the text of a key out; a problem when it is there and is no text.
  mutating func text(_ key: String, _ problems: inout [SourceProblem]) -> Template? {
    take(key).flatMap { Template($0, "'\(key)'", &problems) }
  }

  /// Takes the text of a key out; a problem when it is absent or no text.
  mutating func requiredText(_ key: String, _ problems: inout [SourceProblem]) -> Template? {
    let count = problems.count
    let text = text(key, &problems)
    if text == nil, problems.count == count {
      problems.append(.init(place, "\(what) needs '\(key)'"))
    }
    return text
  }
}
