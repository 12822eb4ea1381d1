extension Exploration {
  /// What was found about one flow.
  public struct Row: Equatable, Sendable {
    /// The flow's name.
    public let flow: String
    /// What was not true although nothing was cut; empty when all is well.
    public let uncutViolations: [String]
    /// The places where it was cut, in their order.
    public let points: [Point]
  }

  /// One effect of a flow, and what was found when it was cut there.
  public struct Point: Equatable, Sendable {
    let index: Int
    let seen: SeenEffect
    /// What was not true, by what became of the effect; a run where all is well has an empty list.
    let violations: [EffectOutcome: [String]]
  }
}

extension Exploration.Row {
  /// How many requests the uncut flow sends.
  public var requests: Int { count(.request) }
  /// How many writes the uncut flow has.
  public var writes: Int { count(.write) }
  /// How many mails the uncut flow hands over.
  public var mails: Int { count(.mail) }
  /// How many runs there were, the uncut one included.
  public var runs: Int { points.map(\.violations.count).reduce(1, +) }

  /// What was not true, with the run it was in; empty when all is well.
  public var violations: [String] {
    uncutViolations.map { "uncut: \($0)" }
      + points.flatMap { point in
        EffectOutcome.allCases.flatMap { outcome in
          (point.violations[outcome] ?? []).map {
            "\(point.seen.effect.rawValue) \(point.index) \(outcome.rawValue): \($0)"
          }
        }
      }
  }

  private func count(_ effect: Effect) -> Int { points.count { $0.seen.effect == effect } }

  /// How many of the runs with an outcome lost nothing, of how many: `14/14`.
  private func held(_ outcome: EffectOutcome) -> String {
    let found = points.compactMap { $0.violations[outcome] }
    return "\(found.count(where: \.isEmpty))/\(found.count)"
  }

  /// The table of flows: points by kind, and how many runs of each outcome lost nothing.
  public static func listing(_ rows: [Self]) -> Listing {
    Listing(
      ["flow", "requests", "writes", "mails"] + EffectOutcome.columns
        + ["runs", "violations", "first"],
      rows.map { row in
        [row.flow, "\(row.requests)", "\(row.writes)", "\(row.mails)"]
          + EffectOutcome.allCases.map(row.held)
          + ["\(row.runs)", "\(row.violations.count)", row.violations.first]
      })
  }

  /// The table of points: each effect of each flow, and what was found for each outcome.
  public static func points(_ rows: [Self]) -> Listing {
    Listing(
      ["flow", "point", "effect", "function"] + EffectOutcome.columns,
      rows.flatMap { row in
        row.points.map { point in
          [
            row.flow, "\(point.index)", point.seen.effect.rawValue,
            point.seen.what.isEmpty ? nil : point.seen.what,
          ]
            + EffectOutcome.allCases.map { outcome in
              point.violations[outcome].map { $0.first ?? "held" }
            }
        }
      })
  }
}

extension EffectOutcome {
  /// The columns of the outcomes, in their order.
  fileprivate static var columns: [String] { allCases.map(\.column) }

  private var column: String {
    switch self {
    case .killedBefore: "killed-before"
    case .killedAfter: "killed-after"
    case .fails: "fails"
    case .lost: "answer-lost"
    }
  }
}
