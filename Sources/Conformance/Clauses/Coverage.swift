/// Which scenarios prove which clause, before anything runs.
public struct Coverage: Sendable {
  /// One clause and its scenarios.
  public struct Row: Sendable, Equatable {
    public let clause: Clause
    /// Names of the scenarios with a check that proves it, sorted.
    public let scenarios: [String]
  }

  /// In the order of the clause file.
  public let rows: [Row]

  /// Looks up every clause among the checks of a suite.
  public init(of catalog: ClauseCatalog, by suite: Suite) {
    rows = catalog.clauses.map { clause in
      Row(
        clause: clause,
        scenarios: suite.scenarios.filter { $0.clauses.contains(clause.id) }.map(\.name).sorted())
    }
  }

  /// What is wrong: a clause with neither a scenario nor a reason, or with both, which would leave a
  /// reason standing that is no longer true; and the same of its wrong behaviours.
  public var gaps: [String] {
    scenarioGaps
      + rows.compactMap { row in
        let mutants = mutants(of: row.clause)
        switch (mutants.isEmpty, row.clause.unbreakable) {
        case (true, nil):
          return
            "\(row.clause.id) has neither a wrong behaviour that breaks it nor a reason why there is none"
        case (false, .some):
          return "\(row.clause.id) says why nothing breaks it, but \(mutants[0].name) does; "
            + "remove its 'unbreakable'"
        default: return nil
        }
      }
  }

  private func mutants(of clause: Clause) -> [MutantCatalog.Entry] {
    MutantCatalog.entries.filter { $0.clauses.contains(clause.id) }
  }

  private var scenarioGaps: [String] {
    rows.compactMap { row in
      switch (row.scenarios.isEmpty, row.clause.unproven) {
      case (true, nil):
        "\(row.clause.id) has neither a scenario that proves it nor a reason why there is none"
      case (false, .some):
        "\(row.clause.id) says why nothing proves it, but \(row.scenarios[0]) does; "
          + "remove its 'unproven'"
      default: nil
      }
    }
  }

  /// One line per clause: id, kind, and its scenarios or the reason why it has none.
  public var table: String {
    rows.map { row in
      let proof =
        row.scenarios.isEmpty
        ? "unproven: \(row.clause.unproven ?? "no reason given")"
        : row.scenarios.joined(separator: ", ")
      let reason = row.clause.unbreakable.map { "; unbreakable: \($0)" } ?? ""
      return "\(row.clause.id)  \(row.clause.kind.rawValue)  \(proof)\(reason)\n"
    }.joined()
  }

  /// The page `docs/clauses.md`, made from the clauses, the scenarios and the wrong behaviours.
  public var markdown: String {
    let sections = rows.map { row -> String in
      let mutants = mutants(of: row.clause)
      let proof =
        row.scenarios.isEmpty
        ? "Not proved: \(row.clause.unproven ?? "no reason is given")"
        : "Proved by \(row.scenarios.map { "`\($0)`" }.joined(separator: ", "))."
      let broken =
        mutants.isEmpty
        ? "" : " Broken by \(mutants.map { "`\($0.name)`" }.joined(separator: ", "))."
      return """
        ## \(row.clause.id)

        \(row.clause.sentence) (\(row.clause.kind.rawValue)\(row.clause.section.map { ", \($0.rawValue)" } ?? ""))

        \(proof)\(broken)
        """
    }
    return (["# Clauses\n\n\(Self.introduction)"] + sections).joined(separator: "\n\n") + "\n"
  }

  private static let introduction = """
    This page is made from `fixtures/clauses.yaml`, the scenarios and the named wrong behaviours
    (`nslab clauses --markdown`); CI keeps it current. A stated clause is a sentence of the vendor's page
    in our words, a derived one follows from it directly.
    """
}
