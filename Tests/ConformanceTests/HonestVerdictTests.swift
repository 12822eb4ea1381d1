import Foundation
import Synchronization
import StrictYAML
import Testing

@testable import Conformance

/// What once hid a failure.
struct HonestVerdictTests {
  private static func run(
    _ body: String, on target: any Target = ScriptedTarget(),
    _ change: (inout Runner.Configuration) -> Void = { _ in }
  ) async throws -> CaseResult {
    var configuration = Runner.Configuration(jobs: 2)
    change(&configuration)
    let report = await Runner(clauses: .forTests, configuration: configuration)
      .run(try .sample(body), on: target)
    return try #require(report.cases.first)
  }

  /// A target whose orders end one after another as these words say, the last for all that follow.
  private static func ordering(_ outcomes: String...) -> ScriptedTarget {
    let left = Mutex(outcomes)
    var target = ScriptedTarget()
    target.order = { _ in
      let outcome = left.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
      return ServiceState(outcome: outcome, status: "active")
    }
    return target
  }

  private static let assumption = "clause: NS-11, status: nothing, assumed: nobody says"

  @Test func `work that ends because its time is over is late`() async {
    let outcomes = await withTaskGroup(of: String.self) { group in
      for _ in 0..<500 {
        group.addTask {
          await Deadline.run(within: .milliseconds(1), late: "late") {
            // A stream ends at once in a task that is cancelled.
            await AsyncStream<String> { _ in }.first { _ in true } ?? "in time"
          }
        }
      }
      return await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(outcomes == ["late"])
  }

  @Test func `a setup that fails blocks, also after a check where the documents are silent`()
    async throws
  {
    let result = try await Self.run(
      """
      setup: [{ order: 1, check: [{ \(Self.assumption) }, { clause: NS-07, outcome: done }] }]
      steps: [{ order: 2, check: [{ clause: NS-07, outcome: done }] }]
      """, on: Self.ordering("manual", "done"))

    #expect(result.verdict == .blocked)
  }

  @Test func `a fault that is left over fails, also where the documents are silent`() async throws {
    var target = ScriptedTarget()
    target.unused = { [LeftoverFault(PanelFault(.page), matched: 0, fired: 0)] }

    let result = try await Self.run(
      "steps: [{ order: 1, check: [{ \(Self.assumption) }] }]", on: target)

    #expect(result.code == .faultLeftOver)
    #expect(result.verdict == .fail)
  }

  @Test func `what fails first and is uncertain then is flaky`() async throws {
    let result = try await Self.run(
      "steps: [{ order: 1, check: [{ \(Self.assumption) }, { clause: NS-07, outcome: done }] }]",
      on: Self.ordering("manual", "done")
    ) { $0.retries = 1 }

    #expect(result.verdict == .flaky)
  }

  @Test func `a failure stays one when the run is stopped while it is tried again`() async throws {
    let (tries, note) = AsyncStream<Void>.makeStream()
    let orders = Mutex(0)
    var target = ScriptedTarget()
    target.order = { _ in
      let isFirst = orders.withLock { number in
        number += 1
        return number == 1
      }
      if isFirst { return ServiceState(outcome: "manual", status: "ordered") }
      note.yield()
      // A stream ends at once in a task that is cancelled.
      _ = await AsyncStream<Void> { _ in }.first { true }
      throw CancellationError()
    }
    let running = Task { [target] in
      try await Self.run(
        "steps: [{ order: 1, check: [{ clause: NS-07, outcome: done }] }]", on: target
      ) { $0.retries = 1 }
    }
    _ = await tries.first { true }
    running.cancel()
    let result = try await running.value

    #expect(result.verdict == .fail)
    #expect(result.checks.map(\.verdict) == [.fail])
  }

  @Test func `of steps at the same time the worst decides, and each is shown`() async throws {
    var target = ScriptedTarget()
    target.order = { order in
      if order.service == 1 { throw TargetError.unsupported("orders") }
      throw StepFault.target("it broke")
    }
    let steps = """
      steps:
        - concurrently: [{ order: 1, check: [{ clause: NS-07, outcome: done }] }, { order: 2 }]
      """

    let result = try await Self.run(steps, on: target)
    let shown = try await Self.run(steps) { $0.keepsSteps = true }

    #expect(result.verdict == .error)
    #expect(result.code == .targetBroke)
    #expect(shown.steps.map(\.step) == ["order", "order"])
  }

  @Test func `a pause between two tries is no longer than the limits`() async throws {
    let clock = ContinuousClock()
    let begin = clock.now
    let result = try await Self.run(
      """
      steps:
        - order: 1
          eventually: { within: 1h, every: 1h }
          check: [{ clause: NS-07, outcome: done }]
      """, on: Self.ordering("manual")
    ) { $0.stepTimeout = .milliseconds(50) }

    #expect(result.code == .stepTooLong)
    #expect(begin.duration(to: clock.now) < .seconds(600))
  }

  @Test func `a regular expression takes no longer than the limits`() async throws {
    // So many that it takes many times as long as the limit, and yet not for ever.
    let text = String(repeating: "a", count: 16)
    let result = try await Self.run(
      """
      steps:
        - api: { func: \(text) }
          check: [{ clause: NS-07, body: { matches: "(a+)+!" } }]
      """
    ) { $0.stepTimeout = .milliseconds(50) }

    #expect(result.code == .stepTooLong)
  }

  @Test func `a column is what it was after a step that repeats over its name`() async throws {
    let seen = Mutex<[Int64]>([])
    var target = ScriptedTarget()
    target.order = { order in
      seen.withLock { $0.append(order.service) }
      return ServiceState(outcome: "done", status: "active")
    }

    _ = try await Self.run(
      """
      cases: [{ case: one, service: 5 }]
      steps:
        - { order: "{{service}}", each: { service: "1..2" } }
        - { order: "{{service}}", check: [{ clause: NS-07, outcome: done }] }
      """, on: target)

    #expect(seen.withLock { $0 } == [1, 2, 5])
  }

  @Test func `a value of each can be one that an earlier step captured`() async throws {
    let seen = Mutex<[Int64]>([])
    var target = ScriptedTarget()
    target.order = { order in
      seen.withLock { $0.append(order.service) }
      var state = ServiceState(outcome: "done", status: "active")
      state.login = "7"
      return state
    }

    let result = try await Self.run(
      """
      steps:
        - { order: 5, capture: { login: login }, check: [{ clause: NS-07, outcome: done }] }
        - { order: "{{service}}", each: { service: ["{{login}}", "1{{login}}"] } }
      """, on: target)

    #expect(result.verdict == .pass, "\(result.message ?? "")")
    #expect(seen.withLock { $0 } == [5, 7, 17])
  }

  @Test func `a mistake that only shows when it runs is told with its line`() async throws {
    let result = try await Self.run(
      """
      steps:
        - order: 117
        - { service: 118, check: [{ clause: NS-07, status: active }] }
      """, on: FakeTarget.onFixtures)

    #expect(result.cause == .scenario)
    #expect(result.message?.hasPrefix("sample.yaml:6:") == true, "\(result.message ?? "")")
  }
}
