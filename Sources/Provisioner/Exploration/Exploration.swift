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
    var points: [Point] = []
    for (index, seen) in uncut.effects.enumerated() {
      var violations: [EffectOutcome: [String]] = [:]
      for outcome in seen.effect.outcomes {
        violations[outcome] = try await play(flow, on: prepared, cut: (index, outcome)).violations
      }
      points.append(Point(index: index, seen: seen, violations: violations))
    }
    return Row(flow: flow.name, uncutViolations: uncut.violations, points: points)
  }

  /// Plays a flow on a stage like the one that was prepared for it.
  private func play(
    _ flow: ExplorationFlow, on prepared: ExplorationStage,
    cut: (index: Int, outcome: EffectOutcome)?
  ) async throws -> (effects: [SeenEffect], violations: [String]) {
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
