import StrictYAML
import Synchronization
import Testing

@testable import Conformance

struct RunnerTests {
  private static let order = """
      - order: 117
        check:
          - { clause: NS-07, outcome: done }
    """

  @Test func `a target that does right proves the clause and nothing else`() async throws {
    let report = try await Runner.report(Self.order)

    #expect(report.exitCode == .passed)
    #expect(report.clauses.map(\.verdict) == [.proved, .unproven, .unproven])
    #expect(report.total(.stated) == .init(clauses: 2, proved: 1, failed: 0, unproven: 1))
    #expect(report.total(.derived) == .init(clauses: 1, proved: 0, failed: 0, unproven: 1))
  }

  @Test func `a target that always fails fails the clause, with what was there`() async throws {
    var target = ScriptedTarget()
    target.order = { _ in ServiceState(outcome: "manual", error: "no", status: "ordered") }

    let report = try await Runner.report(Self.order, on: target)

    #expect(report.exitCode == .failed)
    #expect(report.clauses[0].verdict == .failed)
    let finding = try #require(report.checks.first?.finding)
    #expect(
      finding.description
        == "sample.yaml:8: outcome equals\n  expected: done\n  actual:   manual")
  }

  @Test func `one failure among passes is not outvoted`() async throws {
    var target = ScriptedTarget()
    target.order = { order in
      ServiceState(outcome: order.service == 3 ? "manual" : "done", status: "active")
    }
    let steps = """
        - each: { service: "1..5" }
          order: "{{service}}"
          check: [{ clause: NS-07, outcome: done }]
      """

    let report = try await Runner.report(steps, on: target)

    #expect(report.checks.map(\.verdict) == [.pass, .pass, .fail, .pass, .pass])
    #expect(report.clauses[0].verdict == .failed)
  }

  @Test func `a target that hangs and does not listen ends in a time-out`() async throws {
    var target = ScriptedTarget()
    target.order = { _ in
      // Never resumed on purpose: this is what a dead peer looks like.
      await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
      return ServiceState(outcome: "done", status: "active")
    }

    let report = try await Runner.report(Self.order, on: target, timeout: .milliseconds(50))

    #expect(report.cases.map(\.verdict) == [.timeout])
    #expect(report.checks.map(\.verdict) == [.notrun])
    #expect(report.clauses[0].verdict == .unproven)
    #expect(report.exitCode == .failed)
  }

  struct Surprise: Error {}

  static let errors: [(error: any Error, verdict: Verdict, exit: ExitCode)] = [
    (Surprise(), .error, .internalFault),
    (TargetError.unreachable("port 1"), .error, .unreachable),
    (TargetError.world("provider: no such file"), .error, .invalidInput),
    (TargetError.unsupported("mail"), .unsupported, .nothingRan),
  ]

  @Test(arguments: errors)
  func `an error is never a verdict on the target`(
    sample: (error: any Error, verdict: Verdict, exit: ExitCode)
  ) async throws {
    let error = sample.error
    var opening = ScriptedTarget()
    opening.open = { throw error }
    var ordering = ScriptedTarget()
    ordering.order = { _ in throw error }

    for target in [opening, ordering] {
      let report = try await Runner.report(Self.order, on: target)

      #expect(report.cases.map(\.verdict) == [sample.verdict])
      #expect(report.clauses[0].verdict == .unproven)
      #expect(report.exitCode == sample.exit)
    }
  }

  @Test func `a check that was not reached leaves its clause unproven`() async throws {
    let steps = """
      \(Self.order)
        - suspend: 117
        - order: 118
          check: [{ clause: NS-07, outcome: done }]
      """

    let report = try await Runner.report(steps)

    #expect(report.checks.map(\.verdict) == [.pass, .notrun])
    #expect(report.clauses[0].verdict == .unproven)
  }

  @Test func `a capture that finds nothing fails the case and stops it`() async throws {
    let steps = """
        - order: 117
          capture: { found: login }
        - order: "{{found}}"
          check: [{ clause: NS-07, outcome: done }]
      """

    let report = try await Runner.report(steps)

    #expect(report.cases[0].verdict == .fail)
    #expect(report.checks.map(\.verdict) == [.notrun])
    #expect(report.exitCode == .failed)
  }

  @Test func `a fault that is left over fails the case and says what it waited for`() async throws {
    var target = ScriptedTarget()
    let fault = PanelFault(
      .page, function: "user.edit", times: 2, place: Place(file: "sample.yaml", line: 6))
    target.unused = { [LeftoverFault(fault, matched: 1, fired: 1)] }

    let report = try await Runner.report(Self.order, on: target)

    #expect(report.cases[0].verdict == .fail)
    #expect(report.exitCode == .failed)
    let finding = try #require(report.checks.last?.finding)
    #expect(
      finding.description == """
        sample.yaml:6: fault left over
          expected: page on user.edit, 2 time(s)
          actual:   1 time(s); 1 call(s) came that it was looked at for
        """)
    #expect(report.clauses[0].verdict == .proved)
  }

  @Test func `a fault that is left over by a failure is no second failure`() async throws {
    var target = ScriptedTarget()
    target.order = { _ in ServiceState(outcome: "manual", status: "ordered") }
    target.unused = { [LeftoverFault(PanelFault(.page), matched: 0, fired: 0)] }

    let report = try await Runner.report(Self.order, on: target)

    #expect(report.checks.count == 1)
  }

  @Test func `results are in the order of the file, whatever the jobs and the seed`() async throws {
    let rows = (1...40).map { "  - { case: c\($0), id: \($0) }" }.joined(separator: "\n")
    let steps = """
        - order: "{{id}}"
          check: [{ clause: NS-07, outcome: done }]
      """
    let started = Mutex<[Int64]>([])
    var target = ScriptedTarget()
    target.order = { order in
      started.withLock { $0.append(order.service) }
      return ServiceState(outcome: "done", status: "active")
    }

    let report = try await Runner.report(
      steps, cases: "cases:\n\(rows)", on: target, jobs: 1, seed: 7)

    #expect(report.cases.map(\.name) == (1...40).map { "c\($0)" })
    #expect(started.withLock { $0 } != Array(1...40))
    #expect(started.withLock { $0 }.sorted() == Array(1...40))
  }

  @Test func `no more cases run at a time than asked for`() async throws {
    let running = Mutex((now: 0, most: 0))
    var target = ScriptedTarget()
    target.order = { _ in
      running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
      for _ in 0..<20 { await Task.yield() }
      running.withLock { $0.now -= 1 }
      return ServiceState(outcome: "done", status: "active")
    }
    let rows = (1...30).map { "  - { case: c\($0) }" }.joined(separator: "\n")

    _ = try await Runner.report(Self.order, cases: "cases:\n\(rows)", on: target, jobs: 3)

    #expect(running.withLock { $0.most } <= 3)
  }

  @Test func `a late step has wound down before the next case begins`() async throws {
    let running = Mutex((now: 0, most: 0))
    var target = ScriptedTarget()
    target.order = { _ in
      running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
      // Ends when it is cancelled, and then not at once, as a program that is killed.
      try? await Task.sleep(for: .seconds(600))
      await Task { try? await Task.sleep(for: .milliseconds(100)) }.value
      running.withLock { $0.now -= 1 }
      return ServiceState(outcome: "done", status: "active")
    }

    let report = try await Runner.report(
      Self.order, cases: "cases: [{ case: one }, { case: two }]", on: target, jobs: 1,
      timeout: .seconds(1))

    #expect(report.cases.map(\.verdict) == [.timeout, .timeout])
    #expect(running.withLock { $0.most } <= 1)
  }

  @Test func `a password is in no finding, message or evidence`() async throws {
    let steps = """
        - api: { as: provider, func: user, form: { passwd: another-one, note: reseller-secret } }
          check:
            - { clause: NS-07, xpath: "//p[@n='authinfo']", equals: none }
            - { clause: NS-07, body: none }
      """

    let report = try await Runner.report(steps)
    let text = try JSONReport.render(report)

    #expect(report.cases[0].verdict == .fail)
    #expect(!text.contains("reseller-secret"))
    #expect(
      !report.checks.flatMap(\.evidence).contains {
        $0.kind == "request" && $0.text.contains("another-one")
      })
  }
}
