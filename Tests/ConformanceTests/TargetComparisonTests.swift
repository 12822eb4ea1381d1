import FakeDNSmanager
import Foundation
import StrictYAML
import Testing

@testable import Conformance

struct TargetComparisonTests {
  private let clauses: ClauseCatalog
  private let suite: Suite

  init() throws {
    clauses = try ClauseCatalog.load("\(Fixtures.folder)/clauses.yaml")
    suite = try Suite.load(
      [
        "order/login-works", "order/one-user-per-order", "order/role-is-user",
        "lifecycle/suspend-and-resume",
      ].map { "\(Fixtures.folder)/scenarios/\($0).yaml" }, clauses: clauses)
  }

  private func report(on target: any Target) async -> RunReport {
    await Runner(
      clauses: clauses, configuration: .init(caseTimeout: .seconds(600), keepsReplies: true)
    ).run(suite, on: target)
  }

  private func mutant(_ name: String) throws -> FakeTarget {
    let entry = try #require(MutantCatalog.entries.first { $0.name == name })
    return FakeTarget.onFixtures.showing(entry)
  }

  @Test func `two right targets are the same, also over the wire`() async throws {
    let fake = await report(on: FakeTarget.onFixtures)
    let target = try await ServedTarget(.http, worlds: "\(Fixtures.folder)/worlds")
    let served = await report(on: target)
    await target.stop()

    let comparison = TargetComparison(fake, served, ours: .both)

    #expect(comparison.differences == [], "\(comparison.text)")
    #expect(comparison.caseCount == fake.cases.count)
    #expect(comparison.replyCount > 30)
    #expect(comparison.exitCode(fake, served) == .passed)
  }

  @Test(arguments: [
    ("makes-resellers", "NS-08"), ("ignores-suspension", "NS-57"), ("createsReseller", "NS-08"),
  ])
  func `a wrong behaviour is the fault of the side that shows it`(
    name: String, clause: String
  ) async throws {
    let fake = await report(on: FakeTarget.onFixtures)
    let wrong = await report(on: try mutant(name))

    let right = TargetComparison(fake, wrong, ours: .left)
    let turned = TargetComparison(wrong, fake, ours: .right)

    #expect(
      right.differences.contains { $0.blame.party == .right && $0.blame.reason.contains(clause) })
    #expect(
      turned.differences.contains { $0.blame.party == .left && $0.blame.reason.contains(clause) })
    #expect(right.exitCode(fake, wrong) == .failed)
  }

  @Test func `what both do against a sentence is the document's fault`() async throws {
    let wrong = await report(on: try mutant("makes-resellers"))

    let comparison = TargetComparison(wrong, wrong, ours: .neither)

    #expect(!comparison.differences.isEmpty)
    #expect(comparison.differences.allSatisfy { $0.blame.party == .document })
    #expect(comparison.exitCode(wrong, wrong) == .failed)
  }

  @Test func `a panel that is used as a real one is the same as well`()
    async throws
  {
    let world = try World(try WorldFile.load("\(Fixtures.folder)/worlds/provider.yaml"))
    let server = try await FakeDNSmanager.start(worlds: try WorldDirectory(world))
    let access = RealPanelAccess(
      url: "http://127.0.0.1:\(try #require(server.httpPort))/dnsmgr", login: "root",
      password: "root-secret", prefix: "lab", requestsPerSecond: 1_000)
    let real = await report(on: try RealTarget(access, worlds: "\(Fixtures.folder)/worlds"))
    await server.stop()
    let fake = await report(on: FakeTarget.onFixtures)

    let comparison = TargetComparison(fake, real, ours: .left)

    #expect(comparison.differences == [], "\(comparison.text)")
    #expect(comparison.replyCount > 20)
    #expect(comparison.caseCount + comparison.leftOut == fake.cases.count)
  }

  @Test func `a target that is not there compares nothing and is no success`() async throws {
    var gone = ScriptedTarget()
    gone.open = { throw TargetError.unreachable("port 1") }
    let (fake, none) = (await report(on: FakeTarget.onFixtures), await report(on: gone))

    let comparison = TargetComparison(fake, none, ours: .left)

    #expect(comparison.caseCount == 0)
    #expect(comparison.exitCode(fake, none) == .unreachable)
  }
}

/// How two answers are compared.
struct ComparableReplyTests {
  private func differences(_ left: String, _ right: String) -> [ComparableReply.Difference] {
    func reply(_ body: String) -> ComparableReply {
      var volatile = VolatileText()
      return ComparableReply(
        RecordedReply(panel: "p", function: "user", status: 200, body: body), &volatile)
    }
    return ComparableReply.differences(reply(left), reply(right))
  }

  @Test(arguments: [
    (
      "<doc><elem><n>a</n></elem><elem><n>b</n></elem></doc>",
      "<doc><elem><n>b</n></elem><elem><n>a</n></elem></doc>"
    ),
    (
      "<doc><auth id='f33bc6752e3a434e231230f6'>f33bc6752e3a434e231230f6</auth></doc>",
      "<doc><auth id='0123456789ab0123456789ab'>0123456789ab0123456789ab</auth></doc>"
    ),
    (
      "<doc><d>2026-01-02 10:11:12</d><s>2026010203</s></doc>",
      "<doc><d>2027-11-22 23:59:59</d><s>2027112299</s></doc>"
    ),
    (
      "<doc><page>a - b</page><user id='2'/><path>1,2</path></doc>",
      "<doc><page>b - a</page><user id='3'/><path>1,3</path></doc>"
    ),
    ("{\"ok\":\"2026-01-02\"}", "{\"ok\":\"2027-01-02\"}"),
  ])
  func `order, ids and dates are no differences`(left: String, right: String) {
    #expect(differences(left, right) == [])
  }

  @Test func `a column of a row, a row and a refusal are`() {
    let row = "<doc><elem><n>a</n><t>1</t></elem></doc>"

    #expect(
      differences(row, row.replacing("1", with: "2"))
        == [.init(path: "/doc/elem/t", left: "1 (a)", right: "2 (a)")])
    #expect(
      differences(row, "<doc/>").contains(.init(path: "/doc/elem", left: "a (1)", right: nil)))
    #expect(
      differences("<doc><ok/></doc>", "<doc><error type='value' object='ttl'/></doc>").map(\.path)
        == ["/doc/error", "/doc/error/@object", "/doc/error/@type", "/doc/ok"])
    #expect(differences("{\"ok\":true}", "{\"ok\":false}").map(\.path) == ["body"])
  }

  /// One answer to `domain.edit`, as two targets gave it.
  private func compared(
    _ left: String, _ right: String, ours: TargetComparison.Ours
  ) async throws -> [TargetComparison.Difference] {
    func result(_ body: String) -> CaseResult {
      var result = CaseResult(
        scenario: "s", name: "", place: Place(file: "s.yaml", line: 1, column: 1), verdict: .pass)
      result.replies = [
        RecordedReply(panel: "p", function: "domain.edit", status: 200, body: body)
      ]
      return result
    }
    let clauses = try ClauseCatalog.load("\(Fixtures.folder)/clauses.yaml")
    let report = await Runner(clauses: clauses).run(
      Suite(scenarios: []), on: FakeTarget.onFixtures)
    return ComparedCase(left: result(left), right: result(right), report: report, ours: ours)
      .replyDifferences.differences
  }

  @Test func `what the other side refuses with is told first, and judged as the function is`()
    async throws
  {
    let ok = "<doc binary='/dnsmgr'><ok/></doc>"
    let refusal = "<doc><error type='value' object='masterip'/></doc>"
    let function = "domain.edit"

    #expect(differences(ok, refusal).first?.path.hasPrefix("/doc/error") == true)
    for (left, right, ours) in [
      (ok, refusal, TargetComparison.Ours.left), (refusal, ok, .right), (refusal, ok, .left),
    ] {
      let differences = try await compared(left, right, ours: ours)
      let own = ours == .left ? left : right
      let basis = WireBasis.of(function, refusal: own == ok ? nil : ("value", "masterip"))
      #expect(!differences.isEmpty)
      #expect(differences.allSatisfy { $0.blame == Blame(basis, function, ours: ours) })
    }
  }

  @Test func `an id that changes within an answer is one`() {
    let same = "<doc><a>f33bc6752e3a434e231230f6</a><b>f33bc6752e3a434e231230f6</b></doc>"
    let other = "<doc><a>f33bc6752e3a434e231230f6</a><b>0123456789ab0123456789ab</b></doc>"

    #expect(differences(same, other).map(\.path) == ["/doc/b"])
  }
}

/// Who is to blame for an answer that is not the same.
struct BlameTests {
  @Test(arguments: [
    (WireBasis.documented("D1"), Blame.Party.right), (.observed("O1"), .unknown),
    (.assumed("no source"), .left),
  ])
  func `the mark of a function decides where one side is ours`(
    basis: WireBasis, party: Blame.Party
  ) {
    #expect(Blame(basis, "user.edit", ours: .left).party == party)
    #expect(Blame(basis, "user.edit", ours: .both).party == .unknown)
    #expect(Blame(nil, "user.edit", ours: .left).party == .unknown)
  }

  @Test func `functions and refusals have the marks of their contracts`() throws {
    for contract in FunctionCatalog.contracts {
      #expect(WireBasis.of(contract.name) != nil)
      for refusal in contract.refusals {
        let key = (refusal.kind.rawValue, refusal.object)
        #expect(WireBasis.of(contract.name, refusal: key) != nil)
      }
    }
    #expect(WireBasis.of("user.edit", refusal: ("no", "such")) == nil)
    #expect(WireBasis.of("no.such") == nil)
  }
}
