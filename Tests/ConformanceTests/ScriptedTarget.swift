import Synchronization

@testable import Conformance

/// A target that does what a test says; everything that is not scripted is an empty success.
struct ScriptedTarget: Target {
  let name = "scripted"
  var open: @Sendable () async throws -> Void = {}
  var order: @Sendable (ServiceOrder) async throws -> ServiceState = { _ in
    ServiceState(outcome: "done", status: "active")
  }
  var mails: @Sendable () -> [[UInt8]] = { [] }
  var unused: @Sendable () -> [LeftoverFault] = { [] }

  func open(_ start: CaseStart) async throws -> any TargetSession {
    try await open()
    return ScriptedSession(target: self)
  }
}

struct ScriptedSession: TargetSession {
  let target: ScriptedTarget
  var variables: [String: String] { ["first.url": "https://first.invalid/dnsmgr"] }

  func call(_ panel: String, _ form: [Parameter]) async throws -> CallAnswer {
    let shown = form.map { "<p n='\($0.name)'>\($0.value)</p>" }.joined()
    return CallAnswer(status: 200, contentType: "text/xml", body: Array("<doc>\(shown)</doc>".utf8))
  }

  func password(of account: String, on panel: String) async throws -> String { "reseller-secret" }
  func requests(to panel: String) async throws -> [ReceivedRequest] { [] }
  func put(_ fault: PanelFault, on panel: String) async throws {}

  func askDNS(
    _ packet: [UInt8], at server: String, of panel: String, over transport: String
  ) async throws -> [[UInt8]] { [] }

  func delegate(
    _ domain: String, to servers: [String], signers: [String], on panel: String
  ) async throws {}

  func rootServer(of panel: String) async throws -> String { "127.54.0.1" }

  func order(_ order: ServiceOrder) async throws -> ServiceState { try await target.order(order) }

  func perform(_ command: ServiceCommand, service: Int64) async throws -> ServiceState {
    throw TargetError.unsupported("\(command)")
  }

  func state(of service: Int64) async throws -> ServiceState {
    ServiceState(outcome: "done", status: "active")
  }

  func mails(for service: Int64) async throws -> [[UInt8]] { target.mails() }

  func integration(_ command: IntegrationCommand) async throws -> IntegrationAnswer {
    IntegrationAnswer(outcome: "done")
  }

  func secrets() async -> [String] { ["reseller-secret"] }
  func close() async throws -> [LeftoverFault] { target.unused() }
}

extension ClauseCatalog {
  /// Two stated clauses and one that follows.
  static let forTests = ClauseCatalog(clauses: [
    Clause(
      id: "NS-07", sentence: "One user per order", section: .providerNameServers, kind: .stated,
      unproven: nil),
    Clause(
      id: "NS-11", sentence: "The mail has <the> login & password", section: nil, kind: .stated,
      unproven: nil),
    Clause(
      id: "NS-52", sentence: "A retry makes no second user", section: nil, kind: .derived,
      unproven: nil),
  ])
}

extension Suite {
  /// A suite of one scenario with these keys beside its name and its panel.
  static func sample(_ body: String) throws -> Suite {
    let text = "scenario: sample\ntitle: A sample\npanels: { first: provider }\n\(body)\n"
    return Suite(scenarios: [
      try ScenarioDecoding.scenario(in: text, file: "sample.yaml", clauses: nil)
    ])
  }

  /// A suite of one scenario with these lines under `steps`.
  static func of(_ steps: String, cases: String = "cases: [{ case: one }]") throws -> Suite {
    try sample("\(cases)\nsteps:\n\(steps)")
  }
}

extension Runner {
  /// Runs steps on a target.
  static func report(
    _ steps: String, cases: String = "cases: [{ case: one }]",
    on target: ScriptedTarget = ScriptedTarget(), jobs: Int = 2,
    timeout: Duration = .seconds(600), seed: UInt64? = nil
  ) async throws -> RunReport {
    let runner = Runner(
      clauses: .forTests,
      configuration: .init(jobs: jobs, caseTimeout: timeout, seed: seed))
    return await runner.run(try Suite.of(steps, cases: cases), on: target)
  }
}
