internal import StrictYAML

/// Which cases of a suite run: all that every given condition admits.
public struct Selection: Sendable {
  /// The k-th of n parts, counted from 1.
  public struct Shard: Sendable, Equatable {
    /// Which part.
    public let number: Int
    /// How many there are.
    public let count: Int

    /// Reads `2/5`; `nil` for anything but a part of 1 to 1,000 that exists.
    public init?(_ text: String) {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 2, let number = parts[0], let count = parts[1],
        (1...1_000).contains(count), (1...count).contains(number)
      else { return nil }
      self.number = number
      self.count = count
    }
  }

  /// Only scenarios that prove one of these clauses; empty for all.
  public var clauses: [String] = []
  /// Only scenarios with one of these tags; empty for all.
  public var tags: [String] = []
  /// Only this part of the cases, one case to each part in turn.
  public var shard: Shard?

  /// Creates a selection of everything.
  public init() {}
}

extension Suite {
  /// Every tag of the suite.
  public var tags: Set<String> { Set(scenarios.flatMap(\.tags)) }

  /// Returns what a selection leaves.
  ///
  /// - Throws: ``SuiteError/nothingToRun(_:)`` when that is nothing, or when a tag or a clause stands
  ///   in no scenario: a name that nothing has is a mistake, not an empty wish.
  public func selecting(_ selection: Selection) throws(SuiteError) -> Self {
    for tag in selection.tags where !tags.contains(tag) {
      throw .nothingToRun(
        "no scenario has the tag '\(tag)'; \(NearestName.hint(for: tag, among: tags.sorted()))")
    }
    for clause in selection.clauses { _ = try proving(clause) }
    let chosen = scenarios.filter { scenario in
      let isTagged = selection.tags.isEmpty || !Set(scenario.tags).isDisjoint(with: selection.tags)
      let proves =
        selection.clauses.isEmpty || !Set(scenario.clauses).isDisjoint(with: selection.clauses)
      return isTagged && proves
    }
    let suite = Self(scenarios: chosen).part(selection.shard)
    guard !suite.scenarios.isEmpty else { throw .nothingToRun("the selection leaves no case") }
    return suite
  }

  /// Returns one part of the cases; all parts together are the suite, and no case is in two.
  private func part(_ shard: Selection.Shard?) -> Self {
    guard let shard else { return self }
    var index = 0
    let chosen = scenarios.compactMap { scenario -> Scenario? in
      let cases = scenario.cases.filter { _ in
        defer { index += 1 }
        return index % shard.count == shard.number - 1
      }
      return cases.isEmpty ? nil : scenario.with(cases)
    }
    return Self(scenarios: chosen)
  }

  /// Returns the suite with each case so many times, the copies numbered from 2.
  public func repeated(_ times: Int) -> Self {
    guard times > 1 else { return self }
    return Self(
      scenarios: scenarios.map { scenario in
        scenario.with(
          scenario.cases.flatMap { row in
            [row] + (2...times).map { row.named("\(row.name) #\($0)") }
          })
      })
  }

  /// Makes sure that nobody runs fewer cases than he thinks.
  ///
  /// - Throws: ``SuiteError/caseCount(_:expected:)``.
  public func require(caseCount expected: Int) throws(SuiteError) {
    let count = scenarios.reduce(0) { $0 + $1.caseCount }
    guard count == expected else { throw .caseCount(count, expected: expected) }
  }
}

extension Scenario {
  /// Returns the scenario with only the cases whose rows begin in these lines, or with all when the
  /// lines are in none of its rows.
  func at(_ lines: Set<Int>) -> Self {
    let rows = cases.filter { lines.contains($0.place.line) }
    return rows.isEmpty ? self : with(rows)
  }
}

extension Scenario.Case {
  fileprivate func named(_ name: String) -> Self {
    Self(name: name, place: place, columns: columns)
  }
}
