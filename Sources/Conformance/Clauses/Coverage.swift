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
  /// reason standing that is no longer true.
  public var gaps: [String] {
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
      return "\(row.clause.id)  \(row.clause.kind.rawValue)  \(proof)\n"
    }.joined()
  }
}
