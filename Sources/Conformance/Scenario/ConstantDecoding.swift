internal import StrictYAML

/// Texts of the start, which is made before anything has a value that a placeholder could stand for.
extension ScenarioDecoding {
  /// Reads a text without placeholders; `nil`, and a problem, when the node is none.
  mutating func constant(_ node: YAMLNode, _ what: String) -> Template? {
    guard let text = Template(node, what, &problems) else { return nil }
    if let name = text.names.first {
      problems.append(
        .init(
          text.place,
          "\(what) cannot have '{{\(name)}}': 'billing' is made before anything has a value; "
            + "write the text itself"))
    }
    return text
  }

  /// Takes the text of a key out; a problem when it is no text or has a placeholder.
  mutating func constant(_ key: String, _ reader: inout MappingReader) -> Template? {
    reader.take(key).flatMap { constant($0, "'\(key)'") }
  }

  /// Takes the text of a key out; a problem also when it is absent.
  mutating func requiredConstant(_ key: String, _ reader: inout MappingReader) -> Template? {
    guard let node = reader.take(key) else {
      problems.append(.init(reader.place, "\(reader.what) needs '\(key)'"))
      return nil
    }
    return constant(node, "'\(key)'")
  }

  /// Refuses each name that stands for two things.
  mutating func refuseDoubled(_ names: [Template], _ kind: String) {
    var seen: Set<String> = []
    for name in names where !seen.insert(name.text).inserted {
      problems.append(.init(name.place, "there is another \(kind) '\(name.text)'"))
    }
  }
}
