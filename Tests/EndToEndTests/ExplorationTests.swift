import Provisioner
import Testing

@testable import nslab

/// Crash points of the provisioner against the simulated panel.
struct ExplorationTests {
  @Test func `no cut anywhere loses anything`() async throws {
    let rows = try await Exploration(makePanel: Explore.panels()).run()

    for row in rows { #expect(row.violations.isEmpty, "\(row.flow)") }
    #expect(rows.count == 26)
    // Fewer would mean that a flow went another way, or that a hook is gone.
    #expect(runs(rows) > 500)
    #expect(rows.map(\.requests).reduce(0, +) > 60)
    for row in rows { #expect(row.writes > 0, "\(row.flow)") }
    try expectTable(rows)
  }

  /// Each point has a line, and each outcome of it a cell that says what was found.
  private func expectTable(_ rows: [Exploration.Row]) throws {
    let table = Exploration.Row.points(rows)
    let cells = table.rows.flatMap { $0.dropFirst(4) }
    #expect(cells.compactMap(\.self).count == runs(rows) - rows.count)
    #expect(cells.allSatisfy { $0 == nil || $0 == "held" })
    let functions = table.rows.filter { $0[0] == "open/provider" }.compactMap { $0[3] }
    #expect(functions == ["whoami", "user.edit", "user.edit", "user.edit", "whoami"])
  }

  private func runs(_ rows: [Exploration.Row]) -> Int { rows.map(\.runs).reduce(0, +) }

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
