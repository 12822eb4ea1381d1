import Foundation
import TestSupport
import Testing

@testable import Conformance

struct PartnerTargetTests {
  private static let examples = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../examples").standardizedFileURL.path(percentEncoded: false)

  /// Runs scenarios of the suite against a provisioner.
  private func report(
    on door: PartnerDoor, _ scenarios: String..., within limit: Duration = .seconds(600),
    keepsSteps: Bool = false
  ) async throws -> RunReport {
    let clauses = try ClauseCatalog.load("\(Fixtures.folder)/clauses.yaml")
    let suite = try Suite.load(
      scenarios.map { "\(Fixtures.folder)/scenarios/\($0).yaml" }, clauses: clauses)
    let target = try await PartnerTarget(
      door, within: limit, worlds: "\(Fixtures.folder)/worlds")
    var configuration = Runner.Configuration(jobs: 2)
    configuration.keepsSteps = keepsSteps
    let report = await Runner(clauses: clauses, configuration: configuration)
      .run(suite, on: target)
    await target.stop()
    return report
  }

  @Test(arguments: ["provisioner.sh", "provisioner.py"])
  func `the examples are judged right`(example: String) async throws {
    let report = try await report(
      on: .program(["\(Self.examples)/\(example)"]), "order/login-works", "mail/private-mail",
      "failure/lost-answer", "lifecycle/close-spares-others",
      "integration/each-purpose-has-its-first")

    #expect(report.exitCode == .passed, "\n\(ConsoleReport.render(report))")
    #expect(report.cases.allSatisfy { $0.verdict == .pass })
  }

  @Test func `what an example does not have is unsupported and neither passed nor failed`()
    async throws
  {
    let report = try await report(
      on: .program(["\(Self.examples)/provisioner.sh"]), "integration/manage",
      "mail/provider-mail")

    #expect(report.cases.map(\.verdict) == [.unsupported, .pass])
    #expect(report.exitCode == .passed)
  }

  @Test func `the broken example fails on the clause that it breaks`() async throws {
    let report = try await report(
      on: .program(["\(Self.examples)/provisioner-broken.py"]),
      "integration/second-for-provider-is-never-used", "mail/provider-mail")

    #expect(report.exitCode == .failed)
    let failed = report.clauses.filter { $0.verdict == .failed }.map(\.clause.id)
    #expect(failed.contains("NS-42"))
    #expect(report.clauses.first { $0.clause.id == "NS-11" }?.verdict == .proved)
  }

  @Test(arguments: [
    (["/bin/echo", "hello"], "no JSON"), (["/bin/echo", "{}"], "'outcome' is missing"),
    (["/bin/echo", #"{"outcome":"perhaps"}"#], "'outcome' has a wrong value"),
    (["/bin/false"], "ended with status 1"), (["/bin/sh", "-c", "kill -9 $$"], "signal 9"),
  ])
  func `a program that answers nothing readable has failed`(
    argv: [String], says: String
  ) async throws {
    let report = try await report(on: .program(argv), "order/one-user-per-order")

    #expect(report.exitCode == .failed)
    let broken = report.checks.compactMap(\.finding).first { $0.actual == ["broken"] }
    #expect(broken != nil)
    #expect(report.checks.flatMap(\.evidence).contains { $0.text.contains(says) })
  }

  @Test(arguments: [
    #"{"outcome":"done"}"#, #"{"outcome":"done","status":"active","login":"dns999"}"#,
  ])
  func `a program that says yes to everything, or answers for another order, has failed`(
    answer: String
  ) async throws {
    let report = try await report(
      on: .program(["/bin/echo", answer]), "order/one-user-per-order", "mail/provider-mail")

    #expect(report.exitCode == .failed)
    #expect(report.cases.allSatisfy { $0.verdict == .fail })
  }

  @Test func `a program that hangs is killed and has failed`() async throws {
    let begin = ContinuousClock.now

    let report = try await report(
      on: .program(["/bin/sleep", "600"]), "order/impossible-service-id",
      within: .milliseconds(200))

    #expect(report.exitCode == .failed)
    #expect(begin.duration(to: .now) < .seconds(590), "nobody waited until it ended by itself")
  }

  @Test func `a program that is not there cannot be asked`() async throws {
    let report = try await report(on: .program(["no/such/program"]), "order/one-user-per-order")

    #expect(report.exitCode == .unreachable)
    #expect(report.cases.first?.message?.contains("no/such/program") == true)
  }

  @Test func `a hook that nobody listens on cannot be asked`() async throws {
    let report = try await report(
      on: .hook("http://127.0.0.1:1/orders"), "order/one-user-per-order")

    #expect(report.exitCode == .unreachable)
  }

  @Test func `a hook is judged as a program is`() async throws {
    let hook = try await Child("\(Self.examples)/provisioner-hook.py")
    try await hook.wrote("\n")
    let url = hook.output.trimmingCharacters(in: .whitespacesAndNewlines)

    let report = try await report(on: .hook(url), "order/login-works", "failure/foreign-user")

    #expect(report.exitCode == .passed, "\n\(ConsoleReport.render(report))")
    #expect(report.target == "hook:\(url)")
    try await hook.stop()
  }

  @Test func `the page shows with each step what a partner was asked, answered, called and mailed`()
    async throws
  {
    let report = try await report(
      on: .program(["\(Self.examples)/provisioner.py"]), "mail/private-mail", keepsSteps: true)

    let steps = try #require(report.cases.first).steps
    let order = try #require(steps.first { $0.step == "order" })
    func texts(_ kind: String) -> [String] {
      order.evidence.filter { $0.kind == kind }.map(\.text)
    }
    let ordered = try #require(texts("order").first)
    #expect(ordered.hasPrefix("open, try 1, service "))
    #expect(texts("answer to the order").first?.hasPrefix("done, ") == true)
    #expect(texts("request to dns").contains { $0.contains("func=user.edit") })
    #expect(texts("mail").count == 1)
    #expect(texts("mail").first?.contains("Subject: ") == true)
    for step in steps where step.step != "order" {
      #expect(!step.evidence.contains { $0.kind == "order" }, "\(step)")
    }
    let page = HTMLReport.render(report)
    #expect(page.contains("answer to the order"))
    #expect(!page.contains("provider-secret"))
  }

  @Test func `secrets of the order are in no report`() async throws {
    let report = try await report(on: .program(["/bin/cat"]), "order/one-user-per-order")

    let text = try JSONReport.render(report)

    #expect(report.exitCode == .failed)
    #expect(!text.contains("provider-secret"))
  }
}
