/// Everything that a run found; reports are made from it, and it alone.
public struct RunReport: Sendable, Codable {
  /// What a run proved of one clause.
  public struct ClauseResult: Sendable, Codable {
    /// The clause.
    public let clause: Clause
    /// Whether it is proved.
    public let verdict: ClauseVerdict
    /// How many checks of it held.
    public let passed: Int
    /// How many did not.
    public let failed: Int
    /// How many could not be made.
    public let notrun: Int
  }

  /// Clauses of one kind by verdict.
  public struct Total: Sendable, Equatable, Codable {
    /// How many there are.
    public let clauses: Int
    /// How many are proved.
    public let proved: Int
    /// How many have a check that failed.
    public let failed: Int
    /// The rest.
    public let unproven: Int
  }

  /// The version of this report's form.
  public static let schema = 3

  /// The version of the form that it was written in.
  public let schema: Int
  /// What the scenarios ran against.
  public let target: String
  /// The seed of the order in which cases ran; `nil` for the order of the files.
  public let seed: UInt64?
  /// By file and case, whatever the order of running.
  public let cases: [CaseResult]
  /// Which part of the cases ran, `2/5`; `nil` for all that were chosen.
  public let part: String?
  /// In the order of the clause file.
  public let clauses: [ClauseResult]
  /// The profiles that were looked at; of a part they say little, and are judged when it is merged.
  public let profiles: [ProfileResult]
  /// Seconds by the clock.
  public let duration: Double
  /// What has changed since an earlier run, when there is one to compare with.
  public private(set) var difference: ReportDifference?

  init(
    target: String, seed: UInt64?, cases: [CaseResult], catalog: ClauseCatalog,
    profiles: ProfileCatalog = .empty, part: Selection.Shard? = nil, duration: Double
  ) {
    schema = Self.schema
    self.target = target
    self.seed = seed
    self.cases = cases
    self.part = part?.description
    self.duration = duration
    let clauses = Self.results(catalog, cases)
    self.clauses = clauses
    self.profiles = profiles.profiles.map { ProfileResult($0, clauses) }
  }

  /// Returns the report with what has changed since an earlier one.
  public func compared(with before: RunReport) -> RunReport {
    var copy = self
    copy.difference = ReportDifference(from: before, to: self)
    return copy
  }

  /// The checks of all cases.
  public var checks: [CheckResult] { cases.flatMap(\.checks) }

  /// The names of the scenarios that ran.
  public var scenarios: Set<String> { Set(cases.map(\.scenario)) }

  /// The clauses that a check names, each as `id kind: sentence`.
  func sentences(of check: CheckResult) -> [String] {
    check.clauses.map { id in
      guard let clause = clauses.first(where: { $0.clause.id == id })?.clause else { return id }
      return "\(id) \(clause.kind.rawValue): \(clause.sentence)"
    }
  }

  /// Whether each of these profiles was looked at and is proved whole.
  public func proves(_ names: [String]) -> Bool {
    names.allSatisfy { name in
      profiles.contains { $0.profile.name == name && $0.verdict == .conformant }
    }
  }

  /// Returns the clauses of a kind by verdict; stated and derived ones are never added up.
  public func total(_ kind: Clause.Kind) -> Total {
    let verdicts = clauses.filter { $0.clause.kind == kind }.map(\.verdict)
    func count(_ verdict: ClauseVerdict) -> Int { verdicts.count { $0 == verdict } }
    return Total(
      clauses: verdicts.count, proved: count(.proved), failed: count(.failed),
      unproven: count(.unproven))
  }

  /// How the run ends.
  ///
  /// The worst cause decides: what we did wrong, then what could not be asked, then what failed.
  public var exitCode: ExitCode {
    let causes = cases.filter { $0.verdict == .error }.map { $0.cause ?? .ours }
    if causes.contains(.ours) { return .internalFault }
    if causes.contains(.unreachable) { return .unreachable }
    if causes.contains(.scenario) { return .invalidInput }
    if cases.contains(where: { $0.verdict != .error && $0.verdict.isBad }) { return .failed }
    // What was chosen and did not run may be what would have failed.
    if cases.contains(where: { $0.verdict == .notrun }) { return .failed }
    let didPass = checks.contains { $0.verdict == .pass }
    return didPass ? .passed : .nothingRan
  }

  private static func results(_ catalog: ClauseCatalog, _ cases: [CaseResult]) -> [ClauseResult] {
    var verdicts: [String: [Verdict]] = [:]
    for result in cases {
      for check in result.checks {
        // What holds only when it is tried again is not proved.
        let verdict = result.verdict == .flaky ? .flaky : check.verdict
        for clause in check.clauses { verdicts[clause, default: []].append(verdict) }
      }
    }
    return catalog.clauses.map { clause in
      let own = verdicts[clause.id] ?? []
      let passed = own.count { $0 == .pass }
      let failed = own.count { $0 == .fail }
      let notrun = own.count - passed - failed
      let verdict: ClauseVerdict =
        failed > 0 ? .failed : (passed > 0 && notrun == 0 ? .proved : .unproven)
      return ClauseResult(
        clause: clause, verdict: verdict, passed: passed, failed: failed, notrun: notrun)
    }
  }
}
