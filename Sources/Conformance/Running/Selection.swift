internal import StrictYAML

/// Which cases of a suite run: all that every given condition admits.
public struct Selection: Sendable {
  /// The k-th of n parts, counted from 1.
  public struct Shard: Sendable, Equatable, CustomStringConvertible {
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

    /// As it is read: `2/5`.
    public var description: String { "\(number)/\(count)" }
  }

  /// Only scenarios that prove one of these clauses; empty for all.
  public var clauses: [String] = []
  /// Only scenarios that prove a clause of these profiles; empty for all.
  public var profiles: [Profile] = []
  /// Only scenarios with one of these tags; empty for all.
  public var tags: [String] = []
  /// Only these scenarios, or cases as `scenario [row]`; empty for all.
  public var ids: [String] = []
  /// Only cases with these titles; `nil` for all.
  public var titles: Set<String>?
  /// Only this part of the cases.
  public var shard: Shard?
  /// Seconds by title, to make the parts equally long; empty for one case to each part in turn.
  public var durations: [String: Double] = [:]

  /// Creates a selection of everything.
  public init() {}
}

extension Suite {
  /// Every tag of the suite.
  public var tags: Set<String> { Set(scenarios.flatMap(\.tags)) }

  /// Returns what a selection leaves.
  ///
  /// One part of few cases may be empty: whoever puts the parts together expects its report.
  ///
  /// - Throws: ``SuiteError/nothingToRun(_:)`` when that is nothing, and
  ///   ``SuiteError/unknownChoice(_:)`` when a tag, clause or name stands in no scenario: a name that
  ///   nothing has is a mistake, not an empty wish.
  public func selecting(_ selection: Selection) throws(SuiteError) -> Self {
    try refuseUnknown(selection)
    let profiled = Set(selection.profiles.flatMap(\.clauses))
    let chosen = scenarios.compactMap { scenario -> Scenario? in
      let clauses = Set(scenario.clauses)
      guard selection.tags.isEmpty || !Set(scenario.tags).isDisjoint(with: selection.tags),
        selection.clauses.isEmpty || !clauses.isDisjoint(with: selection.clauses),
        selection.profiles.isEmpty || !clauses.isDisjoint(with: profiled)
      else { return nil }
      return scenario.with(
        scenario.cases.filter { selection.admits(scenario.title(of: $0), of: scenario) })
    }
    let suite = Self(scenarios: chosen.filter { $0.caseCount > 0 })
    guard !suite.scenarios.isEmpty else { throw .nothingToRun("the selection leaves no case") }
    return suite.part(selection.shard, durations: selection.durations)
  }

  private func refuseUnknown(_ selection: Selection) throws(SuiteError) {
    for tag in selection.tags where !tags.contains(tag) {
      throw .unknownChoice(
        "no scenario has the tag '\(tag)'; \(NearestName.hint(for: tag, among: tags.sorted()))")
    }
    for clause in selection.clauses { _ = try proving(clause) }
    guard !selection.ids.isEmpty else { return }
    let names = Set(scenarios.map(\.name))
    let titles = Set(
      scenarios.flatMap { scenario in scenario.cases.map { scenario.title(of: $0) } })
    for id in selection.ids where !names.contains(id) && !titles.contains(id) {
      throw .unknownChoice(
        "there is no scenario or case '\(id)'; \(NearestName.hint(for: id, among: names.sorted()))")
    }
  }

  /// Returns one part of the cases; all parts together are the suite, and no case is in two.
  private func part(_ shard: Selection.Shard?, durations: [String: Double]) -> Self {
    guard let shard else { return self }
    let titles = scenarios.flatMap { scenario in scenario.cases.map { scenario.title(of: $0) } }
    var parts = ShardPlan(durations: durations).parts(of: titles, count: shard.count)[...]
    let chosen = scenarios.compactMap { scenario -> Scenario? in
      let cases = scenario.cases.filter { _ in parts.popFirst() == shard.number }
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
            (1...times).map { number in
              var copy = row
              copy.copy = number
              return copy
            }
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

extension Selection {
  /// Whether a case of a scenario is among those asked for by name.
  fileprivate func admits(_ title: String, of scenario: Scenario) -> Bool {
    let isNamed = ids.isEmpty || ids.contains(scenario.name) || ids.contains(title)
    return isNamed && (titles?.contains(title) ?? true)
  }
}

extension Scenario {
  /// The name of a case in reports, whichever copy it is.
  func title(of row: Case) -> String { row.name.isEmpty ? name : "\(name) [\(row.name)]" }

  /// Returns the scenario with only the cases whose rows begin in these lines, or with all when the
  /// lines are in none of its rows.
  func at(_ lines: Set<Int>) -> Self {
    let rows = cases.filter { lines.contains($0.place.line) }
    return rows.isEmpty ? self : with(rows)
  }
}

extension Scenario.Case {
  /// The number of a copy; `nil` for what is written.
  var copyNumber: Int? { copy > 1 ? copy : nil }
}
