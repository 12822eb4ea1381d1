internal import StrictYAML

/// All documented behaviours, as `fixtures/clauses.yaml` lists them.
public struct ClauseCatalog: Sendable {
  /// In the order of the file.
  public let clauses: [Clause]

  /// The ids that a check may name.
  public var ids: Set<String> { Set(clauses.map(\.id)) }

  /// Reads the clause file.
  ///
  /// - Throws: ``SuiteError`` when it is missing, unreadable or invalid.
  public static func load(_ path: String) throws(SuiteError) -> Self {
    let text = try SourceFile.text(at: path)
    do throws(InvalidSources) {
      return try catalog(in: text, file: path)
    } catch {
      throw .invalid(error)
    }
  }

  /// Reads the text of a clause file.
  ///
  /// - Throws: ``InvalidSources`` with all problems.
  static func catalog(in text: String, file: String) throws(InvalidSources) -> Self {
    let node = try YAMLDecoding.node(in: text, file: file)
    var problems: [SourceProblem] = []
    guard case .sequence(let items) = node.content, !items.isEmpty else {
      throw InvalidSources([.init(node.place, "the clause file must be a list of clauses")])
    }
    var clauses: [Clause] = []
    for item in items {
      guard let clause = clause(item, &problems) else { continue }
      if clauses.contains(where: { $0.id == clause.id }) {
        problems.append(.init(item.place, "there is another clause '\(clause.id)'"))
      }
      clauses.append(clause)
    }
    guard problems.isEmpty else { throw InvalidSources(problems) }
    return Self(clauses: clauses)
  }

  private static func clause(_ node: YAMLNode, _ problems: inout [SourceProblem]) -> Clause? {
    guard var reader = MappingReader(node, "a clause", &problems) else { return nil }
    let id = reader.requiredText("id", &problems)
    let sentence = reader.requiredText("sentence", &problems)
    let section = reader.choice("section", as: Clause.Section.self, &problems)
    let count = problems.count
    let kind = reader.choice("kind", as: Clause.Kind.self, &problems)
    if kind == nil, problems.count == count {
      problems.append(.init(node.place, "a clause needs 'kind': stated or derived"))
    }
    let unproven = reader.text("unproven", &problems)
    let unbreakable = reader.text("unbreakable", &problems)
    reader.finish(&problems)
    if let id, !isClauseID(id.text) {
      problems.append(.init(id.place, "a clause's id looks like NS-01, not '\(id.text)'"))
    }
    guard let id, let sentence, let kind else { return nil }
    return Clause(
      id: id.text, sentence: sentence.text, section: section, kind: kind,
      unproven: unproven?.text, unbreakable: unbreakable?.text)
  }

  // By hand: a regular expression is compiled at every use, and every start reads every clause.
  private static func isClauseID(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty
      && parts[0].utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
      && parts[1].utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
