/// What has become of each case and clause between two runs.
public struct ReportDifference: Sendable, Codable, Equatable {
  /// How something changed.
  public enum Change: String, Sendable, Codable, CaseIterable {
    /// It was good and is not any more, or was not bad and is now.
    case worse
    /// Only the later run has it.
    case new
    /// Only the earlier run had it.
    case missing
    /// It was not good and is now.
    case fixed
    /// It ended otherwise, neither better nor worse.
    case changed
  }

  /// One case or clause that is not as it was.
  public struct Entry: Sendable, Codable, Equatable {
    /// How it changed.
    public let change: Change
    /// The case's title or the clause's id.
    public let subject: String
    /// Its verdict in the earlier run.
    public let before: String?
    /// Its verdict in the later run.
    public let after: String?

    /// The change on one line.
    public var line: String {
      "\(change.rawValue)  \(subject.printable): \(before ?? "-") → \(after ?? "-")"
    }
  }

  /// By change, then by subject.
  public let entries: [Entry]
  /// Whether something is no longer proved that was: worse, missing, or new and bad.
  public let isWorse: Bool

  /// Compares two runs.
  public init(from before: RunReport, to after: RunReport) {
    let cases = Self.entries(
      Dictionary(before.cases.map { ($0.title, $0.verdict) }) { first, _ in first },
      Dictionary(after.cases.map { ($0.title, $0.verdict) }) { first, _ in first },
      rank: \.rank)
    let clauses = Self.entries(
      Dictionary(before.clauses.map { ($0.clause.id, $0.verdict) }) { first, _ in first },
      Dictionary(after.clauses.map { ($0.clause.id, $0.verdict) }) { first, _ in first },
      rank: \.rank)
    let order = Change.allCases
    entries = (cases.entries + clauses.entries).sorted { one, other in
      let ranks = [one, other].map { order.firstIndex(of: $0.change) ?? 0 }
      return (ranks[0], one.subject) < (ranks[1], other.subject)
    }
    isWorse = cases.isWorse || clauses.isWorse
  }

  /// How many entries there are of a change.
  public func count(_ change: Change) -> Int { entries.count { $0.change == change } }

  private static func entries<Word: RawRepresentable & Equatable>(
    _ before: [String: Word], _ after: [String: Word], rank: (Word) -> Rank
  ) -> (entries: [Entry], isWorse: Bool) where Word.RawValue == String {
    var entries: [Entry] = []
    var isWorse = false
    for subject in Set(before.keys).union(after.keys) {
      let (old, new) = (before[subject], after[subject])
      guard old != new else { continue }
      let change: Change =
        switch (old.map(rank), new.map(rank)) {
        case (nil, _): .new
        case (_, nil): .missing
        case (let old?, let new?) where new < old: .worse
        case (let old?, .good) where old < .good: .fixed
        default: .changed
        }
      let isNewAndBad = old == nil && new.map(rank) == .bad
      isWorse = isWorse || change == .worse || change == .missing || isNewAndBad
      entries.append(
        Entry(change: change, subject: subject, before: old?.rawValue, after: new?.rawValue))
    }
    return (entries, isWorse)
  }
}

/// How good a verdict is, as far as two runs can be compared by it.
private enum Rank: Comparable {
  /// Something is wrong.
  case bad
  /// Nobody can say.
  case unknown
  case good
}

extension Verdict {
  fileprivate var rank: Rank {
    switch self {
    case .pass, .xfail: .good
    case _ where isBad: .bad
    default: .unknown
    }
  }
}

extension ClauseVerdict {
  fileprivate var rank: Rank {
    switch self {
    case .proved: .good
    case .failed: .bad
    case .unproven: .unknown
    }
  }
}
