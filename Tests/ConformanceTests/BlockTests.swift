import Synchronization
import StrictYAML
import Testing

@testable import Conformance

/// Setup, teardown, fragments, blocks and invariants, as the runner carries them out.
struct BlockTests {
  private static func scenario(_ body: String, header: String = "") throws -> Suite {
    try .sample("\(header)\n\(body)")
  }

  private static func run(
    _ body: String, header: String = "", on target: any Target = ScriptedTarget(),
    _ change: (inout Runner.Configuration) -> Void = { _ in }
  ) async throws -> RunReport {
    var configuration = Runner.Configuration(jobs: 2)
    change(&configuration)
    return await Runner(clauses: .forTests, configuration: configuration)
      .run(try scenario(body, header: header), on: target)
  }

  /// A target whose orders end as the test says, and that notes their ids.
  private static func ordering(
    _ outcome: @escaping @Sendable (Int64) -> String = { _ in "done" }
  ) -> (target: ScriptedTarget, orders: @Sendable () -> [Int64]) {
    let seen = Recorder()
    var target = ScriptedTarget()
    target.order = { order in
      seen.ids.withLock { $0.append(order.service) }
      return ServiceState(outcome: outcome(order.service), status: "active")
    }
    return (target, { seen.ids.withLock { $0 } })
  }

  private final class Recorder: Sendable {
    let ids = Mutex<[Int64]>([])
  }

  private static let check = "check: [{ clause: NS-07, outcome: done }]"

  @Test func `a setup that fails blocks the case, and the teardown runs`() async throws {
    let (target, orders) = Self.ordering { $0 == 1 ? "manual" : "done" }

    let report = try await Self.run(
      """
      setup: [{ order: 1, \(Self.check) }, { order: 2 }]
      steps: [{ order: 3, \(Self.check) }]
      teardown: [{ order: 4 }]
      """, on: target)

    #expect(report.cases[0].verdict == .blocked)
    #expect(report.cases[0].code == .setupFailed)
    #expect(orders() == [1, 4])
    #expect(report.checks.map(\.verdict) == [.fail, .notrun])
    #expect(report.exitCode == .failed)
  }

  @Test func `the teardown runs after a failed step and after a time-out`() async throws {
    let (target, orders) = Self.ordering { $0 == 1 ? "manual" : "done" }
    _ = try await Self.run(
      "steps: [{ order: 1, \(Self.check) }]\nteardown: [{ order: 2 }]", on: target)
    #expect(orders() == [1, 2])

    let seen = Recorder()
    var hanging = ScriptedTarget()
    hanging.order = { order in
      seen.ids.withLock { $0.append(order.service) }
      if order.service == 1 {
        // Never resumed on purpose: this is what a dead peer looks like.
        await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
      }
      return ServiceState(outcome: "done", status: "active")
    }
    let report = try await Self.run(
      "steps: [{ order: 1, \(Self.check) }]\nteardown: [{ order: 2 }]", on: hanging
    ) { $0.stepTimeout = .milliseconds(50) }

    #expect(seen.ids.withLock { $0 } == [1, 2])
    #expect(report.cases[0].verdict == .timeout)
    #expect(report.cases[0].code == .stepTooLong)
  }

  @Test func `a teardown that fails fails the case with a code of its own`() async throws {
    let (target, _) = Self.ordering { $0 == 2 ? "manual" : "done" }

    let report = try await Self.run(
      "steps: [{ order: 1, \(Self.check) }]\nteardown: [{ order: 2, \(Self.check) }]", on: target)

    #expect(report.cases[0].verdict == .fail)
    #expect(report.cases[0].code == .teardownFailed)
  }

  @Test func `a fragment sees its parameters and gives what it captures`() async throws {
    let (target, orders) = Self.ordering()

    let report = try await Self.run(
      """
      fragments:
        bought:
          parameters: [id, status]
          defaults: { status: active }
          steps:
            - order: "{{id}}"
              check: [{ clause: NS-07, status: "{{status}}" }]
              capture: { seen: status }
      steps:
        - use: bought
          with: { id: "{{case}}7" }
        - use: bought
          with: { id: 5 }
        - order: 6
          check: [{ clause: NS-07, status: "{{seen}}" }]
      """, header: "cases: [{ case: 11 }]", on: target)

    #expect(report.cases[0].verdict == .pass, "\(report.cases[0].message ?? "")")
    #expect(orders() == [117, 5, 6])
    #expect(report.checks.count == 3)
  }

  static let wrongFragments = [
    ("with: { idd: 1 }", "did you mean 'id'?"), ("with: {}", "needs 'id' under 'with'"),
    ("name: other", "needs 'id' under 'with'"),
  ]

  @Test(arguments: wrongFragments)
  func `a wrong use of a fragment is refused with what would be right`(
    line: String, message: String
  ) {
    let text = """
      fragments: { bought: { parameters: [id], steps: [{ order: "{{id}}", \(Self.check) }] } }
      steps:
        - use: bought
          \(line)
      """
    let error = #expect(throws: InvalidSources.self) { try Self.scenario(text) }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  @Test(arguments: [
    ("steps: [{ use: boughtt }]", "there is no fragment 'boughtt'"),
    (
      "steps: [{ use: bought }]\nfragments: { bought: { steps: [{ use: bought }] } }", "uses itself"
    ),
    (
      "steps: [{ order: 1, \(check) }]\nfragments: { bought: { steps: [{ order: 1 }] } }",
      "no step uses the fragment 'bought'"
    ),
    (
      "steps: [{ use: bought }]\nfragments: { bought: { steps: [{ order: '{{case}}', \(check) }] } }",
      "nothing gives '{{case}}' a value"
    ),
    ("steps: [{ order: 1, \(check), during: [{ order: 2 }] }]", "'during' belongs to a fault"),
    ("steps: [{ concurrently: [{ order: 1, \(check) }] }]", "at least two steps"),
    ("steps: [{ order: 1, eventually: { within: 1s } }]", "waits for 'check' or 'capture'"),
    ("steps: [{ order: 1, eventually: { within: soon }, \(check) }]", "such as 500ms, 90s or 24h"),
    ("steps: [{ order: 1, repeat: step, \(check) }]", "needs 'clause'"),
    ("steps: [{ order: 1, clause: NS-07, \(check) }]", "belongs to 'repeat: step'"),
    ("steps: [{ order: 1, \(check) }]\ninvariants: [{ order: 2 }]", "an invariant only looks"),
    (
      "steps: [{ order: 1, \(check) }]\ninvariants: [{ integration: { do: delete, name: I } }]",
      "integration: { do: list }"
    ),
    ("steps: [{ order: 1, \(check) }]\nskip: ' '", "'skip' must say why"),
    (
      "steps: [{ order: 1, \(check) }]\nsecrets: { a: 'X Y' }", "no name of an environment variable"
    ),
    ("steps: [{ order: 1, \(check) }]\nmatrix: { a: [] }", "list of values with something in it"),
  ])
  func `what cannot work is refused when the file is read`(body: String, message: String) {
    let error = #expect(throws: InvalidSources.self) { try Self.scenario(body) }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  @Test func `a matrix multiplies the rows, and each product has a name`() throws {
    let suite = try Self.scenario(
      "steps: [{ order: '{{id}}', \(Self.check) }]",
      header: """
        cases: [{ case: one, id: 1 }, { case: two, id: 2 }]
        matrix: { ns: [provider, private], out: [xml, json] }
        """)

    let names = suite.scenarios[0].cases.map(\.name)
    #expect(names.count == 8)
    #expect(names.prefix(3) == ["one, provider, xml", "one, provider, json", "one, private, xml"])
    #expect(suite.scenarios[0].cases[3].columns["out"] == "json")
  }

  @Test func `steps at the same time all run, and what they keep is known afterwards`() async throws
  {
    let running = Mutex((now: 0, most: 0))
    var target = ScriptedTarget()
    target.order = { order in
      running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
      // Both are inside before either leaves, or the test runs into its own limit of time.
      while running.withLock({ $0.most }) < 2, order.service < 3 { await Task.yield() }
      running.withLock { $0.now -= 1 }
      return ServiceState(outcome: "done", status: "s\(order.service)")
    }

    let report = try await Self.run(
      """
      steps:
        - concurrently:
            - { order: 1, \(Self.check), capture: { one: status } }
            - { order: 2, \(Self.check), capture: { two: status } }
        - order: 3
          check: [{ clause: NS-07, status: { not_equals: "{{one}}{{two}}" } }]
      """, on: target)

    #expect(report.cases[0].verdict == .pass, "\(report.cases[0].message ?? "")")
    #expect(running.withLock { $0.most } == 2)
    #expect(report.checks.count == 3)
  }

  @Test func `one failure of steps at the same time fails the case`() async throws {
    let (target, _) = Self.ordering { $0 == 2 ? "manual" : "done" }

    let report = try await Self.run(
      "steps: [{ concurrently: [{ order: 1, \(Self.check) }, { order: 2, \(Self.check) }] }]",
      on: target)

    #expect(report.cases[0].verdict == .fail)
    #expect(report.checks.map(\.verdict) == [.pass, .fail])
  }

  @Test func `a step is tried until its checks hold, and no longer than it may be`() async throws {
    let calls = Mutex(0)
    var target = ScriptedTarget()
    target.order = { _ in
      let count = calls.withLock { count in
        count += 1
        return count
      }
      return ServiceState(outcome: count < 3 ? "retrying" : "done", status: "active")
    }
    let step = "steps: [{ order: 1, eventually: { within: 20s, every: 1ms }, \(Self.check) }]"

    #expect(try await Self.run(step, on: target).cases[0].verdict == .pass)
    #expect(calls.withLock { $0 } == 3)

    let (never, orders) = Self.ordering { _ in "retrying" }
    let short = "steps: [{ order: 1, eventually: { within: 30ms, every: 1ms }, \(Self.check) }]"
    let report = try await Self.run(short, on: never)
    #expect(report.cases[0].verdict == .fail)
    #expect(report.checks.count == 1)
    #expect(!orders().isEmpty)
  }

  private static let onOrder = """
    steps:
      - order: { service: 117, ns: provider }
        check: [{ clause: NS-07, outcome: done }]
    """

  @Test func `a step that can be repeated changes nothing, and one that cannot is found out`()
    async throws
  {
    let good = try await Self.run(
      "\(Self.onOrder)\n  - { retry: 117, repeat: step, clause: NS-52 }",
      on: FakeTarget.onFixtures)
    let bad = try await Self.run(
      """
      \(Self.onOrder)
        - integration: { do: add, name: I2, username: provider, provider_ns: yes }
          repeat: step
          clause: NS-52
      """, on: FakeTarget.onFixtures)

    #expect(good.cases[0].verdict == .pass, "\(good.checks)")
    #expect(good.checks.map(\.clauses) == [["NS-07"], ["NS-52"]])
    #expect(bad.cases[0].verdict == .fail)
    #expect(bad.cases[0].code == .repetitionChangesState)
    let changes = bad.checks[1].finding?.actual ?? []
    #expect(changes.contains { $0.hasPrefix("billing: + integration") }, "\(changes)")
  }

  @Test func `a fault for a while is over afterwards, and one that nobody meets is an error`()
    async throws
  {
    let report = try await Self.run(
      """
      steps:
        - fault: { do: unreachable, times: always }
          during:
            - order: { service: 117, ns: provider }
              check: [{ clause: NS-07, outcome: retrying }]
        - retry: 117
          check: [{ clause: NS-07, outcome: done }]
      """, on: FakeTarget.onFixtures)
    let unmet = try await Self.run(
      """
      steps:
        - fault: { do: unreachable, func: whoami, times: always }
          during:
            - order: { service: 117, ns: none }
              check: [{ clause: NS-07, outcome: done }]
      """, on: FakeTarget.onFixtures)

    #expect(report.cases[0].verdict == .pass, "\(report.checks)")
    #expect(unmet.cases[0].code == .faultLeftOver)
    #expect(unmet.exitCode == .failed)
  }

  @Test func `time passes for the billing side and the panels when a step says so`() async throws {
    let report = try await Self.run(
      """
      steps:
        - api: { user: provider, password: provider-secret, func: auth, form: { username: provider, password: provider-secret } }
          check: [{ clause: NS-06, outcome: ok }]
          capture: { session: /doc/auth }
        - api: { func: user, form: { auth: "{{session}}" } }
          check: [{ clause: NS-06, outcome: ok }]
        - clock: 48h
        - api: { func: user, form: { auth: "{{session}}" } }
          check: [{ clause: NS-06, outcome: auth }]
      """, on: FakeTarget.onFixtures)

    #expect(report.cases[0].verdict == .pass, "\(report.cases[0].message ?? "") \(report.checks)")
  }

  @Test func `a target without a view of its state does not judge repetitions`() async throws {
    let report = try await Self.run(
      "steps: [{ order: 1, repeat: step, clause: NS-52, \(Self.check) }]")

    #expect(report.cases[0].verdict == .unsupported)
    #expect(report.clauses.map(\.verdict) == [.unproven, .unproven, .unproven])
  }

  @Test func `an invariant is looked at after every step and names the one that broke it`()
    async throws
  {
    let calls = Mutex(0)
    var target = ScriptedTarget()
    target.order = { _ in
      calls.withLock { $0 += 1 }
      return ServiceState(outcome: "done", status: "active")
    }
    target.mails = { Array(repeating: [], count: calls.withLock { $0 }) }

    let report = try await Self.run(
      """
      steps: [{ name: first, order: 1 }, { name: second, order: 2 }, { order: 3 }]
      invariants:
        - name: at most one mail
          mail: { service: 1, which: all }
          check: [{ clause: NS-11, mail: { not_contains: x } }, { clause: NS-11, count: 1 }]
      """, on: target)

    #expect(report.checks.count == 6)
    #expect(report.cases[0].verdict == .fail)
    #expect(report.cases[0].code == .invariantBroken)
    let broken = report.checks.first { $0.verdict == .fail }
    #expect(broken?.step == "at most one mail, after second")
  }
}
