internal import StrictYAML

/// Reads fragments: the file of one, and the key `fragments` of a scenario.
enum FragmentDecoding {
  /// Reads the text of a fragment's file.
  ///
  /// - Throws: ``InvalidSources`` with all problems but those of its steps, which are read where it is
  ///   used, and by `nslab lint`.
  static func fragment(in text: String, file: String) throws(InvalidSources) -> Fragment {
    let node = try YAMLDecoding.node(in: text, file: file)
    var problems: [SourceProblem] = []
    guard var reader = MappingReader(node, "a fragment", &problems) else {
      throw InvalidSources(problems)
    }
    let name = reader.requiredText("fragment", &problems)
    _ = reader.text("title", &problems)
    let fragment = fragment(named: name?.text ?? "", &reader, &problems)
    if let name, file.split(separator: "/").last.map(String.init) != "\(name.text).yaml" {
      problems.append(
        .init(name.place, "the fragment is called '\(name.text)' but its file '\(file)'"))
    }
    guard let fragment, problems.isEmpty else { throw InvalidSources(problems) }
    return fragment
  }

  /// Reads the fragments that a scenario declares for itself.
  static func fragments(
    _ node: YAMLNode?, _ problems: inout [SourceProblem]
  ) -> [Fragment] {
    guard let node else { return [] }
    guard case .mapping(let entries) = node.content else {
      problems.append(.init(node.place, "'fragments' must map names to fragments"))
      return []
    }
    return entries.compactMap { entry in
      guard var reader = MappingReader(entry.value, "a fragment", &problems) else { return nil }
      return fragment(named: entry.key, &reader, &problems)
    }
  }

  private static func fragment(
    named name: String, _ reader: inout MappingReader, _ problems: inout [SourceProblem]
  ) -> Fragment? {
    let parameters = reader.list("parameters", &problems)
      .compactMap { Template($0, "a parameter", &problems) }
    for parameter in parameters where !parameter.text.allSatisfy(Template.isNameLetter) {
      problems.append(
        .init(parameter.place, "a parameter's name has letters, digits and '_' only"))
    }
    let defaults = defaults(reader.take("defaults"), among: parameters.map(\.text), &problems)
    let steps = reader.take("steps")
    reader.finish(&problems)
    guard let steps else {
      problems.append(.init(reader.place, "a fragment needs 'steps', a list"))
      return nil
    }
    return Fragment(
      name: name, place: reader.place, parameters: parameters.map(\.text), defaults: defaults,
      steps: steps)
  }

  private static func defaults(
    _ node: YAMLNode?, among parameters: [String], _ problems: inout [SourceProblem]
  ) -> [String: Template] {
    guard let node, let reader = MappingReader(node, "'defaults'", &problems) else { return [:] }
    var defaults: [String: Template] = [:]
    for entry in reader.remaining {
      guard parameters.contains(entry.key) else {
        let hint = NearestName.hint(for: entry.key, among: parameters)
        problems.append(.init(entry.place, "there is no parameter '\(entry.key)'; \(hint)"))
        continue
      }
      let value = Template(entry.value, "'\(entry.key)'", &problems)
      defaults[entry.key] = value
      // Whether there is such a panel is known where the fragment is used.
      for name in value?.names ?? [] where !StepScope.isFact(name) {
        problems.append(
          .init(
            entry.value.place,
            "nothing gives '{{\(name)}}' a value here: a default knows the panels only, such as "
              + "{{first.url}}; have 'with' give the value"))
      }
    }
    return defaults
  }
}
