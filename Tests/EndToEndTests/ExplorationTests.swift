import Provisioner
import Testing

@testable import nslab

/// Crash points of the provisioner against the simulated panel.
struct ExplorationTests {
  @Test func `no cut anywhere loses anything`() async throws {
    let rows = try await Exploration(makePanel: Explore.panels()).run()

    for row in rows { #expect(row.violations.isEmpty, "\(row.flow)") }
    #expect(rows.count == 25)
    // Fewer would mean that a flow went another way, or that a hook is gone.
    let runs = rows.map(\.runs).reduce(0, +)
    #expect(runs > 500)
    #expect(rows.map(\.requests).reduce(0, +) > 60)
    for row in rows { #expect(row.writes > 0, "\(row.flow)") }
  }

  @Test(
    arguments: [
      ("open/provider", .secondUserOnRetry), ("open/private", .keepsOldPasswordWhenAdopting),
      ("setparam/provider-none/zones", .losesZones),
      ("setparam/provider-private", .changesWithoutMail),
      ("setparam/private-none", .setparamKeepsUser), ("close", .closeKeepsUser),
      ("sync/missing", .syncOnlyLooks), ("open/provider", .activatesAfterFailure),
      ("open/private", .failsOverToSecond), ("free domain", .takesNamesOfOthers),
      ("free domain/close", .closeKeepsFreeDomain),
    ] as [(String, ProvisionerMutant)])
  func `a mutant is caught`(flow: String, mutant: ProvisionerMutant) async throws {
    let rows = try await Exploration(
      flow: flow, mutant: mutant, makePanel: Explore.panels()
    ).run()

    #expect(rows.count == 1 && rows.allSatisfy { !$0.violations.isEmpty })
  }
}
