import Foundation
import Synchronization
import StrictYAML
import Testing

@testable import Conformance

struct VerdictTests {
  private static let order = "steps: [{ order: 1, check: [{ clause: NS-07, outcome: done }] }]"

  private static func run(
    _ body: String, outcomes: [String] = ["done"],
    _ change: (inout Runner.Configuration) -> Void = { _ in }
  ) async throws -> CaseResult {
    let left = Mutex(outcomes)
    var target = ScriptedTarget()
    target.order = { _ in
      let outcome = left.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
      return ServiceState(outcome: outcome, status: "active")
    }
    var configuration = Runner.Configuration(jobs: 1)
    configuration.environment = [:]
    change(&configuration)
    let report = await Runner(clauses: .forTests, configuration: configuration)
      .run(try .sample(body), on: target)
    return try #require(report.cases.first)
  }

  @Test func `a case that passes only when tried again is flaky, and proves nothing`() async throws
  {
    let result = try await Self.run(Self.order, outcomes: ["manual", "manual", "done"]) {
      $0.retries = 2
    }

    #expect(result.verdict == .flaky)
    #expect(result.attempts == 3)
    #expect(result.message?.contains("at first it was fail") == true)
    let report = RunReport(
      target: "t", seed: nil, cases: [result], catalog: .forTests, duration: 0)
    #expect(report.clauses[0].verdict == .unproven)
  }

  @Test func `a case that always fails is tried as often as asked and fails`() async throws {
    let result = try await Self.run(Self.order, outcomes: ["manual"]) { $0.retries = 2 }

    #expect(result.verdict == .fail)
    #expect(result.attempts == 3)
  }

  @Test func `a known failure that fails is no failure, and one that passes is news`() async throws
  {
    let body = "\(Self.order)\nxfail: the panel has a bug"

    let known = try await Self.run(body, outcomes: ["manual"])
    let news = try await Self.run(body)

    #expect(known.verdict == .xfail)
    #expect(known.message?.contains("the panel has a bug") == true)
    #expect(!known.verdict.isBad)
    #expect(news.verdict == .xpass)
    #expect(news.verdict.isBad)
  }

  @Test func `an error of the scenario is not excused by a known failure`() async throws {
    let result = try await Self.run(
      "\(Self.order)\nxfail: a bug\nenvironment: { region: NSLAB_TEST_REGION }")

    #expect(result.verdict == .error)
    #expect(result.code == .environmentLacks)
    #expect(result.cause == .scenario)
  }

  @Test func `a baseline knows failures, whole scenarios or single rows`() async throws {
    let baseline = try Baseline.baseline(
      in: "- { scenario: sample, reason: not done yet }", file: "baseline.yaml")
    let other = try Baseline.baseline(
      in: "- { scenario: sample, case: two, reason: not done yet }", file: "baseline.yaml")

    let known = try await Self.run(Self.order, outcomes: ["manual"]) { $0.baseline = baseline }
    let passed = try await Self.run(Self.order) { $0.baseline = baseline }
    let unknown = try await Self.run(Self.order, outcomes: ["manual"]) { $0.baseline = other }

    #expect(known.verdict == .xfail)
    #expect(passed.verdict == .xpass)
    #expect(unknown.verdict == .fail)
  }

  @Test func `a baseline that names what is not there is refused`() throws {
    let suite = try Suite.of("  - { order: 1, check: [{ clause: NS-07, outcome: done }] }")
    let baseline = try Baseline.baseline(
      in: """
        - { scenario: sampel, reason: a }
        - { scenario: sample, case: two, reason: b }
        """, file: "baseline.yaml")

    let error = #expect(throws: SuiteError.self) { try baseline.require(in: suite) }

    #expect(error?.description.contains("did you mean 'sample'?") == true)
    #expect(error?.description.contains("has no case 'two'") == true)
    #expect(throws: InvalidSources.self) {
      try Baseline.baseline(in: "- { scenario: sample }", file: "baseline.yaml")
    }
  }

  @Test func `a scenario that is left out says why, and is no success`() async throws {
    let result = try await Self.run("\(Self.order)\nskip: needs a licence")

    #expect(result.verdict == .skip)
    #expect(result.message == "needs a licence")
    #expect(result.checks.map(\.verdict) == [.notrun])
    let report = RunReport(
      target: "t", seed: nil, cases: [result], catalog: .forTests, duration: 0)
    #expect(report.exitCode == .nothingRan)
  }

  @Test func `what the documents do not say is inconclusive of others and a failure of ours`()
    async throws
  {
    let body = """
      steps:
        - order: 1
          check: [{ clause: NS-07, outcome: done, assumed: reference section 6 }]
      """

    let foreign = try await Self.run(body, outcomes: ["manual"])
    let suite = try Suite.of(
      """
        - order: { service: 1, ns: none }
          check: [{ clause: NS-07, status: nothing, assumed: reference section 6 }]
      """)
    let own = await Runner(clauses: .forTests).run(suite, on: FakeTarget.onFixtures)

    #expect(foreign.verdict == .inconclusive)
    #expect(foreign.checks.map(\.verdict) == [.inconclusive])
    #expect(own.cases[0].verdict == .fail)
  }

  @Test func `a profile is partial when a clause of it is not proved`() async throws {
    let profiles = [
      Profile(name: "a", title: "A", clauses: ["NS-07"]),
      Profile(name: "b", title: "B", clauses: ["NS-07", "NS-11"]),
    ]
    let passed = try await Self.run(Self.order)
    let failed = try await Self.run(Self.order, outcomes: ["manual"])
    func verdicts(_ result: CaseResult) -> [ProfileResult.Verdict] {
      RunReport(
        target: "t", seed: nil, cases: [result], catalog: .forTests,
        profiles: ProfileCatalog(profiles: profiles), duration: 0
      ).profiles.map(\.verdict)
    }

    #expect(verdicts(passed) == [.conformant, .partial])
    #expect(verdicts(failed) == [.failed, .failed])
  }

  @Test func `the published profiles name clauses that exist, and every clause is in one`() throws {
    let clauses = try ClauseCatalog.load("\(Fixtures.folder)/clauses.yaml")
    let catalog = try ProfileCatalog.load("\(Fixtures.folder)/profiles.yaml", clauses: clauses)

    #expect(
      catalog.profiles.map(\.name) == ["core", "private", "isp-integration", "free-domain", "dns"])
    #expect(Set(catalog.profiles.flatMap(\.clauses)) == clauses.ids)
    #expect(throws: SuiteError.self) { try catalog.selecting(["croe"]) }
  }

  static let secretBody = """
    secrets: { token: NSLAB_TEST_TOKEN }
    steps:
      - api: { func: user, form: { note: "{{token}}", other: "a{{token}}b" } }
        check:
          - { clause: NS-07, body: none }
          - { clause: NS-07, xpath: "//p[@n='note']", equals: "not {{token}}" }
    """

  @Test(arguments: ["s3cr3t/+&=<>", "пароль-пароль", "plain-secret"])
  func `a secret of the environment is in no report, in no form`(secret: String) async throws {
    let result = try await Self.run(Self.secretBody) {
      $0.environment = ["NSLAB_TEST_TOKEN": secret]
    }
    let report = RunReport(
      target: "t", seed: nil, cases: [result], catalog: .forTests, duration: 0)

    #expect(result.verdict == .fail)
    for format in ReportCatalog.formats {
      let text = try format.render(report)
      #expect(!text.contains(secret), "\(format.name)")
      #expect(!text.contains(Data(secret.utf8).base64EncodedString()), "\(format.name)")
    }
  }

  @Test func `a secret that could not be taken out of reports is refused`() async throws {
    let result = try await Self.run(Self.secretBody) {
      $0.environment = ["NSLAB_TEST_TOKEN": "abc"]
    }

    #expect(result.verdict == .error)
    #expect(result.code == .secretTooShort)
    #expect(result.message?.contains("abc") == false)
  }

  @Test func `a program runs only when that is allowed, without a shell`() async throws {
    let body = """
      steps:
        - exec: { argv: [printf, "%s\\n", "$HOME; exit 1", "two"], env: { A: b } }
          check:
            - { clause: NS-07, exit: 0 }
            - { clause: NS-07, stdout: ["$HOME; exit 1", two] }
        - exec: { argv: [cat], stdin: "given" }
          check: [{ clause: NS-07, stdout: given }]
        - exec: { argv: [env], env: { A: b } }
          check: [{ clause: NS-07, count: 2 }]
      """

    let refused = try await Self.run(body)
    let allowed = try await Self.run(body) { $0.allowsPrograms = true }

    #expect(refused.verdict == .skip)
    #expect(refused.code == .programNotAllowed)
    #expect(allowed.verdict == .pass, "\(allowed.message ?? "") \(allowed.checks)")
  }

  @Test func `a program that is missing or hangs is no verdict on the target`() async throws {
    let missing = try await Self.run(
      "steps: [{ exec: { argv: [no-such-program] }, check: [{ clause: NS-07, exit: 0 }] }]"
    ) { $0.allowsPrograms = true }
    let hanging = try await Self.run(
      "steps: [{ exec: { argv: [sleep, 600] }, check: [{ clause: NS-07, exit: 0 }] }]"
    ) {
      $0.allowsPrograms = true
      $0.stepTimeout = .milliseconds(200)
    }

    #expect(missing.code == .programNotRun)
    #expect(missing.verdict == .error)
    #expect(hanging.verdict == .timeout)
  }

  @Test func `every code has a sentence, and says what to do`() {
    #expect(Set(FailureCode.allCases.map(\.sentence)).count == FailureCode.allCases.count)
    #expect(Set(FailureCode.allCases.map(\.mend)).count == FailureCode.allCases.count)
  }
}
