import Testing

@testable import Conformance

struct MutationRunTests {
  private static let mutant = MutantCatalog.Entry(
    side: .provisioner, name: "sample", clauses: ["NS-11"])

  private func outcome(
    checks: String, order: @escaping @Sendable (ServiceOrder) async throws -> ServiceState
  ) async throws -> MutationRun.Outcome? {
    let suite = try Suite.of(
      "  - { order: \"{{id}}\", check: [\(checks)] }",
      cases: "cases: [{ case: one, id: 1 }, { case: two, id: 2 }, { case: three, id: 3 }]")
    return await MutationRun(suite, clauses: .forTests).outcomes(of: [Self.mutant], jobs: 1) { _ in
      var target = ScriptedTarget()
      target.order = order
      return target
    }.first
  }

  @Test func `the first check of its own clause is named, and later cases do not run`() async throws
  {
    let outcome = try await outcome(
      checks: "{ clause: NS-07, status: active }, { clause: [NS-07, NS-11], outcome: done }"
    ) { order in
      ServiceState(outcome: order.service == 2 ? "manual" : "done", status: "active")
    }

    #expect(outcome?.caught?.title == "sample [two]")
    #expect(outcome?.caught?.clauses == ["NS-11"])
    #expect(outcome?.caseCount == 2)
  }

  @Test func `a failed check of another clause notices nothing`() async throws {
    let outcome = try await outcome(
      checks: "{ clause: NS-07, outcome: done }, { clause: NS-11, status: active }"
    ) { _ in ServiceState(outcome: "manual", status: "active") }

    #expect(outcome != nil)
    #expect(outcome?.caught == nil)
    #expect(outcome?.caseCount == 3)
  }

  @Test func `a target that breaks down notices nothing`() async throws {
    let outcome = try await outcome(checks: "{ clause: NS-11, outcome: done }") { _ in
      throw TargetError.unreachable("port 1")
    }

    #expect(outcome != nil)
    #expect(outcome?.caught == nil)
  }

  @Test func `scenarios that name none of its clauses are not run`() async throws {
    let outcome = try await outcome(checks: "{ clause: NS-07, outcome: done }") { _ in
      ServiceState(outcome: "manual", status: "active")
    }

    #expect(outcome?.caseCount == 0)
    #expect(outcome?.caught == nil)
  }
}
