internal import Yams

/// Reads the strict part of YAML that the project's files are written in.
///
/// One document; texts, lists and mappings; keys are texts and unique. Anchors, aliases, merge keys,
/// tags and directives are refused: they hide what a file says, and an alias can stand for gigabytes.
package enum YAMLDecoding {
  /// The deepest nesting; the deepest that the language uses is 6.
  package static let maximumDepth = 32

  /// Reads one document.
  ///
  /// - Throws: ``InvalidSources`` with every problem that could be found.
  package static func node(in text: String, file: String) throws(InvalidSources) -> YAMLNode {
    if let place = placeOfDirective(in: text, file: file) {
      throw InvalidSources([.init(place, directiveMessage)])
    }
    if let place = placeOfAlias(in: text, file: file) {
      throw InvalidSources([.init(place, aliasMessage)])
    }
    var walk = Walk(file: file, lines: lines(of: text))
    do {
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      guard let root = try parser.singleRoot() else {
        throw InvalidSources([.init(Place(file: file), "the file is empty")])
      }
      // The nodes refer to their anchors weakly; the parser owns them.
      let node = withExtendedLifetime(parser) { walk.node(root, depth: 0) }
      guard walk.problems.isEmpty else { throw InvalidSources(walk.problems) }
      return node
    } catch let error as InvalidSources {
      throw error
    } catch {
      throw InvalidSources([problem(error, in: text, file: file)])
    }
  }

  /// The lines as arrays of characters, in which a column is found at once however long a line is.
  ///
  /// What is not ASCII is 0: only brackets and braces are looked for. Files are ASCII mostly, and are
  /// split by bytes then; each start reads some.
  private static func lines(of text: String) -> [[UInt8]] {
    guard text.utf8.contains(where: { $0 >= 0x80 || $0 == UInt8(ascii: "\r") }) else {
      return text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        .map { Array($0) }
    }
    return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { line in line.unicodeScalars.map { $0.isASCII ? UInt8($0.value) : 0 } }
  }

  private static let aliasMessage =
    "anchors and aliases are not allowed; write the value where it is used; in a text, put it in "
    + "double quotes and write \"\\x26\" for each '&'"

  /// Returns where the first anchor is, when there is an alias too.
  ///
  /// This looks at the text because Yams puts the value in an alias's place while it parses and
  /// compares keys then, which takes exponential time when somebody wants it to. It may refuse a text
  /// that only looks like an alias, but finds every alias there can be.
  private static func placeOfAlias(in text: String, file: String) -> Place? {
    guard text.utf8.contains(UInt8(ascii: "&")), text.utf8.contains(UInt8(ascii: "*")) else {
      return nil
    }
    var anchor: Place?
    var hasAlias = false
    var line = 1
    var column = 0
    var (beforePrevious, previous): (Unicode.Scalar, Unicode.Scalar) = (" ", "\n")
    for scalar in text.unicodeScalars {
      // A sign that has no name behind it is neither: `this & that`.
      if startsToken(after: beforePrevious), isNameLetter(scalar) {
        if previous == "&", anchor == nil { anchor = Place(file: file, line: line, column: column) }
        if previous == "*" { hasAlias = true }
      }
      column += 1
      if scalar == "\n" { (line, column) = (line + 1, 0) }
      (beforePrevious, previous) = (previous, scalar)
    }
    return hasAlias ? anchor : nil
  }

  /// Whether the name of an anchor can have the letter; libyaml knows no others.
  private static func isNameLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      && (scalar.properties.isAlphabetic || "0123456789_-".unicodeScalars.contains(scalar))
  }

  private static func startsToken(after scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || "[{,:?-\u{FEFF}".unicodeScalars.contains(scalar)
  }

  private static func problem(
    _ error: any Error, in text: String, file: String
  ) -> SourceProblem {
    func at(_ mark: Mark, _ message: String) -> SourceProblem {
      SourceProblem(Place(file: file, line: mark.line, column: mark.column), message)
    }
    return switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      at(mark, "not YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      at(context.mark, "the key '\(keys.joined(separator: "', '"))' is there more than once")
    case .reader(let problem, _, let value, _):
      unreadable(UInt32(bitPattern: value), problem, in: text, file: file)
    default: SourceProblem(Place(file: file), "not YAML: \(error)")
    }
  }

  /// Names the letter that no YAML file can have, at the first place where it is.
  private static func unreadable(
    _ value: UInt32, _ problem: String, in text: String, file: String
  ) -> SourceProblem {
    guard let letter = Unicode.Scalar(value),
      let index = text.unicodeScalars.firstIndex(of: letter)
    else { return SourceProblem(Place(file: file), "not YAML: \(problem)") }
    // A scalar can be in the middle of a character, so the text before it is made of scalars.
    let before = String(text.unicodeScalars[..<index])
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let digits = String(value, radix: 16, uppercase: true)
    let code = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return SourceProblem(
      Place(
        file: file, line: before.count, column: (before.last?.unicodeScalars.count ?? 0) + 1),
      "not YAML: the letter U+\(code) cannot stand in a file; in double quotes, write \"\\u\(code)\""
    )
  }

  /// Turns Yams's nodes into ours and collects what is refused on the way.
  private struct Walk {
    let file: String
    let lines: [[UInt8]]
    var problems: [SourceProblem] = []

    mutating func node(_ node: Node, depth: Int) -> YAMLNode {
      let place = place(node)
      guard depth < maximumDepth else {
        problems.append(.init(place, "nested deeper than \(maximumDepth) levels"))
        return YAMLNode(place: place, content: .nothing)
      }
      if node.anchor != nil { problems.append(.init(place, aliasMessage)) }
      switch node {
      case .scalar(let scalar):
        refuseTag(node.tag, allowed: .str, at: place)
        let isNothing = scalar.string.isEmpty && scalar.style == .plain
        return YAMLNode(
          place: place, content: isNothing ? .nothing : .scalar(scalar.string),
          quoting: Self.quoting(scalar.style))
      case .sequence(let sequence):
        refuseTag(node.tag, allowed: .seq, at: place)
        let items = sequence.map { self.node($0, depth: depth + 1) }
        return YAMLNode(place: place, content: .sequence(items), isFlow: isFlow(at: place))
      case .mapping(let mapping):
        refuseTag(node.tag, allowed: .map, at: place)
        return YAMLNode(
          place: place, content: .mapping(entries(mapping, depth: depth)),
          isFlow: isFlow(at: place))
      case .alias:
        problems.append(.init(place, aliasMessage))
        return YAMLNode(place: place, content: .nothing)
      }
    }

    private mutating func entries(_ mapping: Node.Mapping, depth: Int) -> [YAMLNode.Entry] {
      mapping.compactMap { key, value in
        let place = place(key)
        guard case .scalar(let scalar) = key, !scalar.string.isEmpty, scalar.string != "<<" else {
          problems.append(.init(place, "a key must be a text, and merge keys are not allowed"))
          return nil
        }
        return YAMLNode.Entry(
          key: scalar.string, place: place, value: node(value, depth: depth + 1))
      }
    }

    /// Refuses a tag that would make anything but a text, a list or a mapping of what is written.
    private mutating func refuseTag(_ tag: Tag, allowed: Tag.Name, at place: Place) {
      guard tag.description != allowed.rawValue else { return }
      problems.append(.init(place, "the tag '\(tag)' is not allowed; values are plain texts"))
    }

    /// Whether a list or a mapping begins with a bracket or a brace.
    ///
    /// Yams 6.2 takes its style from the event that ends it, which has none.
    private func isFlow(at place: Place) -> Bool {
      guard lines.indices.contains(place.line - 1) else { return false }
      let line = lines[place.line - 1]
      guard line.indices.contains(place.column - 1) else { return false }
      let first = line[place.column - 1]
      return first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
    }

    private static func quoting(_ style: Node.Scalar.Style) -> YAMLNode.Quoting {
      switch style {
      case .singleQuoted: .single
      case .doubleQuoted: .double
      case .literal, .folded: .block
      default: .plain
      }
    }

    private func place(_ node: Node) -> Place {
      Place(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }
  }
}
