internal import StrictYAML

/// What there is to know about a clause: its sentence, its checks, and the mutants that break it.
public struct Explanation: Sendable {
  /// The clause.
  public let clause: Clause
  private let scenarios: [Scenario]

  /// Looks a clause up; `nil` when the catalogue does not have it.
  public init?(_ id: String, in catalog: ClauseCatalog, by suite: Suite) {
    guard let clause = catalog.clauses.first(where: { $0.id == id }) else { return nil }
    self.clause = clause
    scenarios = suite.scenarios.filter { $0.clauses.contains(id) }
  }

  /// The explanation in lines for a terminal.
  public var text: String {
    ([head] + proofs + [mutants]).joined(separator: "\n\n") + "\n"
  }

  private var head: String {
    let source = clause.section.map { "section \($0.rawValue)" } ?? "several sections"
    return
      "\(clause.id), \(clause.kind.rawValue), \(source) of the vendor's page\n\(clause.sentence)"
  }

  private var proofs: [String] {
    guard !scenarios.isEmpty else {
      return ["No scenario proves it: \(clause.unproven ?? "no reason is given")."]
    }
    return scenarios.map { scenario in
      let checks = scenario.allSteps.flatMap { step in
        step.checks.filter { $0.clauses.contains(clause.id) }.map { check in
          "  \(check.place)  \(step.name): \(check.summary)"
        }
      }
      return "\(scenario.name): \(scenario.title)\n\(checks.joined(separator: "\n"))"
    }
  }

  private var mutants: String {
    let own = MutantCatalog.entries.filter { $0.clauses.contains(clause.id) }
    return own.isEmpty
      ? "No wrong behaviour is known that breaks it."
      : "Wrong behaviours that break it: "
        + own.map { "\($0.name) (\($0.side.rawValue))" }.joined(separator: ", ")
  }
}

extension Check {
  /// The check on one line, as it is written.
  fileprivate var summary: String {
    let parts = demands.map { demand in
      "\(demand.comparison.rawValue) \(demand.expected.map(\.text).joined(separator: " | "))"
    }
    let seen = [subject.name, subject.argument?.text].compactMap(\.self).joined(separator: " ")
    return "\(seen) \(parts.joined(separator: ", "))".printable
  }
}
