/// Runs every flow once per effect and outcome, finishes it, and looks whether anything was lost.
///
/// Effects are requests to the panel, writes to the store and mails to the outbox, in the order in which
/// the uncut flow has them; each is killed before, killed after, made to fail, or its answer lost.
/// Deterministic and exhaustive for one cut per run.
public struct Exploration: Sendable {
  private let mutant: ProvisionerMutant?
  private let flows: [ExplorationFlow]
  private let makePanel: @Sendable () throws -> ExplorationPanel

  /// Makes an exploration; `makePanel` gives a fresh panel for each flow, from any thread.
  ///
  /// With `flow` only that one is explored; nothing is when there is none of that name.
  public init(
    flow name: String? = nil, mutant: ProvisionerMutant? = nil,
    makePanel: @escaping @Sendable () throws -> ExplorationPanel
  ) {
    self.mutant = mutant
    flows = ExplorationFlow.all.filter { name == nil || $0.name == name }
    self.makePanel = makePanel
  }

  /// What was found about one flow.
  public struct Row: Equatable, Sendable {
    /// The flow's name.
    public let flow: String
    /// How many requests, writes and mails the uncut flow has.
    public let requests: Int, writes: Int, mails: Int
    /// How many runs there were, the uncut one included.
    public let runs: Int
    /// What was not true, with the run it was in; empty when all is well.
    public let violations: [String]
  }

  /// Explores every flow, in the order of the table.
  ///
  /// - Throws: What a flow that is not cut throws.
  public func run() async throws -> [Row] {
    try await withThrowingTaskGroup(of: (Int, Row).self) { group in
      for (index, flow) in flows.enumerated() {
        group.addTask { (index, try await explore(flow)) }
      }
      let rows = try await group.reduce(into: []) { $0.append($1) }
      return rows.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private func explore(_ flow: ExplorationFlow) async throws -> Row {
    let prepared = try await ExplorationStage(panel: makePanel(), mutant: mutant)
    try await flow.prepare(prepared)
    let uncut = try await play(flow, on: prepared, cut: nil)
    var violations = uncut.violations.map { "uncut: \($0)" }
    var runs = 1
    for (index, effect) in uncut.effects.enumerated() {
      for outcome in effect.outcomes {
        let run = try await play(flow, on: prepared, cut: (index, outcome))
        runs += 1
        violations += run.violations.map {
          "\(effect.rawValue) \(index) \(outcome.rawValue): \($0)"
        }
      }
    }
    func count(_ effect: Effect) -> Int { uncut.effects.count { $0 == effect } }
    return Row(
      flow: flow.name, requests: count(.request), writes: count(.write), mails: count(.mail),
      runs: runs, violations: violations)
  }

  /// Plays a flow on a stage like the one that was prepared for it.
  private func play(
    _ flow: ExplorationFlow, on prepared: ExplorationStage,
    cut: (index: Int, outcome: EffectOutcome)?
  ) async throws -> (effects: [Effect], violations: [String]) {
    let stage = try ExplorationStage(copying: prepared)
    stage.fuse.arm(cut: cut)
    var wasRecorded = true
    do {
      try await flow.act(stage.provisioner)
    } catch {
      guard cut != nil else { throw error }
      wasRecorded = try !stage.provisioner.operations().isEmpty
    }
    let effects = stage.fuse.seen
    stage.fuse.disarm()
    try await finish(flow, stage, wasRecorded)
    return (effects, try await ExplorationInvariants(stage: stage, goal: flow.goal).violations())
  }

  /// Starts the process again: what was recorded goes on by itself, what was not is asked for again.
  private func finish(
    _ flow: ExplorationFlow, _ stage: ExplorationStage, _ wasRecorded: Bool
  ) async throws {
    for _ in 0..<RunningOperation.maximumTries {
      stage.passRetryInterval()
      _ = try await stage.provisioner.retryDue()
      let isWaiting = try stage.provisioner.operations().contains { !$0.isManual }
      if !isWaiting { break }
    }
    guard !wasRecorded else { return }
    let broken = try await ExplorationInvariants(stage: stage, goal: flow.goal).violations()
    guard !broken.isEmpty else { return }
    try await flow.act(stage.provisioner)
  }
}

extension Exploration.Row {
  /// The table of flows, points and outcomes.
  public static func listing(_ rows: [Self]) -> Listing {
    Listing(
      ["flow", "requests", "writes", "mails", "runs", "violations", "first"],
      rows.map {
        [
          $0.flow, "\($0.requests)", "\($0.writes)", "\($0.mails)", "\($0.runs)",
          "\($0.violations.count)", $0.violations.first,
        ]
      })
  }
}
