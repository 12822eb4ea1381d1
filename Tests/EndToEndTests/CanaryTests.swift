import Conformance
import FakeDNSmanager
import Foundation
import FoundationNetworking
import Provisioner
import TestSupport
import Testing

/// Known passwords in every field, and a look at everything that comes out of the program (NS-59).
struct CanaryTests {
  private static let trace = ["NSLAB_LOG_LEVEL": "trace"]

  @Test func `no password is said, logged, stored in the clear or given to a program`() async throws
  {
    let shop = try await ProcessShop()
    try shop.order([117, 118])
    let sendmail = try mailProgram(in: shop.folder)
    var said = try await run(shop, ["open", "117", "--sendmail", sendmail])
    let password = try #require(try shop.billing.reveal(.password, of: 117)).text

    shop.world.faults.add(Fault(.htmlPage, on: .init(function: "user.edit")))
    said += try await run(shop, ["open", "118", "--sendmail", sendmail])
    shop.world.faults.removeAll()
    said += try await run(shop, ["retry"]) + run(shop, ["reopen", "118", "--sendmail", sendmail])
    said += try await run(
      shop,
      [
        "ispmanager", "connect", "117", "--url", shop.url, "--username", "dns117",
        "--password-env", "CANARY", "--name-server", "ns1.company.com",
      ], ["CANARY": password])
    said += try await run(shop, ["ispmanager", "create", "117", "example.net"])
    said += try await run(
      shop,
      [
        "integration", "add", "--panel", "dnsmanager5", "--name", "I2", "--url", shop.url,
        "--username", "provider", "--password-env", "CANARY", "--provider-ns",
      ], ["CANARY": "wrong-canary-2"])
    for words in [["list"], ["check", "1"], ["edit", "1", "--name", "I3"]] {
      said += try await run(shop, ["integration"] + words)
    }
    for listing in ["services", "operations", "tasks", "problems", "mail"] {
      said += try await run(shop, [listing])
    }
    for command in ["suspend", "resume", "sync", "close"] {
      said += try await run(shop, [command, "117"])
    }

    let second = try #require(try shop.billing.reveal(.password, of: 118)).text
    let canaries = [password, second, ProcessShop.password, "wrong-canary-2"]
    // Who says nothing holds no secret either.
    #expect(said.contains("Asking a panel.") && said.contains("user.edit"))
    expectNone(of: canaries, in: said, "what is said")
    expectNone(of: canaries, in: shop.databaseText, "the database")
    let started = try String(contentsOf: shop.folder.appending(path: "started"), encoding: .utf8)
    #expect(started.contains("provision") && started.contains("customer@example.com"))
    expectNone(of: canaries, in: started, "arguments and environment of programs")
    try expectMails(in: shop.folder, of: 117, password, others: [second, ProcessShop.password])
    await shop.close()
  }

  @Test func `a module holds its tongue as well`() async throws {
    let shop = try await ProcessShop()
    try shop.order([117])
    let environment = Self.trace.merging([
      "NSLAB_DATABASE": shop.folder.appending(path: "billing").path,
      "NSLAB_KEY_FILE": shop.folder.appending(path: "key").path,
    ]) { $1 }
    shop.world.faults.add(Fault(.status(500), on: .init(function: "user.edit", calls: 1...1)))

    let failed = try await Program(
      "module", "--command", "open", "--item", "117", environment: environment)
    let done = try await Program(
      "module", "--command", "open", "--item", "117", environment: environment)

    #expect(failed.exitCode == 1 && done.exitCode == 0)
    let password = try #require(try shop.billing.reveal(.password, of: 117)).text
    let said = failed.output + failed.errors + done.output + done.errors
    #expect(said.contains("Asking a panel."))
    expectNone(of: [password, ProcessShop.password], in: said, "what is said")
    await shop.close()
  }

  @Test func `no report of a check that fails holds a password`() async throws {
    let scratch = try Scratch()
    let scenario = try scratch.write(Self.failing, to: "failing.yaml")
    let reports = ReportCatalog.formats.map { $0.name }
    for name in reports {
      let run = try await Program("run", scenario, "--report", "\(name)=-", environment: Self.trace)

      #expect(run.exitCode == 1, "\(name)")
      #expect(!run.output.isEmpty, "\(name)")
      expectNone(
        of: ["Canary-User-1", "provider-secret"], in: run.output + run.errors, "the report \(name)")
    }
  }

  @Test func `an unknown log level is refused`() async throws {
    let run = try await Program("schema", environment: ["NSLAB_LOG_LEVEL": "loud"])

    #expect(run.exitCode == 64)
    #expect(run.errors.contains("trace, debug, info"))
  }

  /// A mail, a request and an answer with passwords in them as evidence of checks that fail.
  private static let failing = """
    scenario: failing
    title: Checks whose evidence holds passwords fail
    panels: { first: provider }
    billing:
      integrations: [ { name: I1, panel: first, username: provider, provider_ns: yes } ]
      passwords: [Canary-User-1]
    steps:
      - order: { service: 117, ns: provider }
      - mail: 117
        check: [ { clause: NS-11, text: { equals: nothing } } ]
        capture: { password: { text: "Password: (\\\\S+)" } }
      - api: { user: dns117, password: "{{password}}", func: whoami }
        check: [ { clause: NS-11, body: { equals: "{{password}}" } } ]
      - api: { as: provider, func: nothing }
        check: [ { clause: NS-11, outcome: ok } ]
      - log: {}
        check: [ { clause: NS-59, line: { contains: "{{password}}" } } ]

    """

  private func run(
    _ shop: ProcessShop, _ arguments: [String], _ environment: [String: String] = [:]
  ) async throws -> String {
    let end = try await shop.start(arguments, environment: Self.trace.merging(environment) { $1 })
      .end()
    return end.output + end.errors
  }

  private func expectNone(
    of canaries: [String], in text: String, _ what: Comment,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (index, canary) in canaries.enumerated() {
      #expect(
        !text.contains(canary), "\(what) holds canary \(index)", sourceLocation: sourceLocation)
    }
  }

  /// A program that keeps its mails, and notes its arguments, its environment, and how its parent was
  /// started.
  private func mailProgram(in folder: URL) throws -> String {
    let script = folder.appending(path: "sendmail")
    let started = folder.appending(path: "started").path
    let text = """
      #!/bin/sh
      { printf '%s\\n' "$@"; env; tr '\\000' '\\n' </proc/$PPID/cmdline; } >>'\(started)'
      cat >"$(mktemp '\(folder.path)/mail.XXXXXX')"

      """
    try Data(text.utf8).write(to: script)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: script.path)
    return script.path
  }

  /// The mail of a service holds its password, and none holds those of others.
  private func expectMails(
    in folder: URL, of service: Int64, _ password: String, others: [String]
  ) throws {
    let mails = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix("mail.") }
      .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
    let own = mails.filter { $0.contains("service \(service)") }
    #expect(own.count == 1)
    for mail in own {
      #expect(mail.contains(password))
      expectNone(of: others, in: mail, "the mail of service \(service)")
    }
  }
}
