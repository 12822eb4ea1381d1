import Foundation
import TestSupport
import Testing

/// The flags of `nslab run` that choose, retry, limit and judge, as a user gives them.
struct RunFlagTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private static func scenario(
    _ name: String, login: String = "dns117", extra: String = "", service: String = "117"
  ) -> String {
    """
    scenario: \(name)
    title: A user is named after the service
    tags: [\(name)]
    panels: { first: provider }
    \(extra)
    steps:
      - order: { service: \(service), ns: provider }
        check: [{ clause: NS-09, login: \(login) }]

    """
  }

  private var folder: String { scratch.folder.path(percentEncoded: false) }

  /// Runs the program in the scratch folder, so that what it remembers stays there.
  private func run(
    _ arguments: String..., environment: [String: String?] = [:]
  ) async throws -> Program {
    let fixtures = Program.package.appending(path: "fixtures").path(percentEncoded: false)
    return try await Program(
      list: ["run", "--fixtures", fixtures, "--jobs", "2"] + arguments, in: scratch.folder,
      environment: environment)
  }

  @Test func `the last failed cases run again, and only these`() async throws {
    _ = try scratch.write(Self.scenario("good"), to: "good.yaml")
    let bad = try scratch.write(Self.scenario("bad", login: "dns1"), to: "bad.yaml")

    #expect(try await run(".", "--last-failed").exitCode == 5)
    #expect(try await run(".").exitCode == 1)
    let again = try await run(".", "--last-failed")
    #expect(again.exitCode == 1)
    #expect(again.output.contains("1 scenarios, 1 cases (1 fail)"), "\(again.output)")
    try Data(Self.scenario("bad").utf8).write(to: URL(filePath: bad))
    #expect(try await run(".", "--last-failed").exitCode == 0)
    let none = try await run(".", "--last-failed")
    #expect(none.exitCode == 5)
    #expect(none.errors.contains("every case passed"))
  }

  static let unknown = [
    ["--tag", "goood"], ["--id", "goood"], ["--profile", "croe"], ["--clause", "NS-08"],
  ]

  @Test(arguments: unknown)
  func `a name that nothing has runs nothing and is no success`(flags: [String]) async throws {
    _ = try scratch.write(Self.scenario("good"), to: "good.yaml")

    let run = try await run(".", flags[0], flags[1])

    #expect(run.exitCode == 5)
    #expect(run.errors.contains("[E202]"), "\(run.errors)")
  }

  @Test func `a baseline excuses what it knows, and a pass of it is news`() async throws {
    let file = try scratch.write(Self.scenario("bad", login: "dns1"), to: "bad.yaml")
    let baseline = try scratch.write(
      "- { scenario: bad, reason: not done yet }\n", to: "baseline.yml")

    let known = try await run(file, "--baseline", baseline)
    #expect(known.output.contains("XFAIL  bad  [E406]"))
    #expect(known.exitCode == 5, "nothing passed, so nothing is proved")
    try Data(Self.scenario("bad").utf8).write(to: URL(filePath: file))
    let news = try await run(file, "--baseline", baseline)
    #expect(news.exitCode == 1)
    #expect(news.output.contains("XPASS  bad  [E306]"))
    #expect(try await run(file, "--baseline", "none.yml").exitCode == 3)
  }

  @Test func `a setup that fails, a missing variable and a program unasked for are no success`()
    async throws
  {
    let setup =
      "setup: [{ order: { service: 1, ns: provider }, check: [{ clause: NS-09, login: x }] }]"
    let blocked = try scratch.write(Self.scenario("blocked", extra: setup), to: "blocked.yaml")
    let unset = try scratch.write(
      Self.scenario("unset", extra: "secrets: { token: NSLAB_TEST_UNSET }"), to: "unset.yaml")
    let exec = try scratch.write(
      Self.scenario("exec").replacing(
        "steps:",
        with: "steps:\n  - exec: { argv: [\"true\"] }\n    check: [{ clause: NS-09, exit: 0 }]"),
      to: "exec.yaml")

    let first = try await run(blocked)
    #expect(first.exitCode == 1)
    #expect(first.output.contains("BLOCKED  blocked  [E401]"), "\(first.output)")
    let second = try await run(unset)
    #expect(second.exitCode == 3)
    #expect(second.output.contains("no variable 'NSLAB_TEST_UNSET'"))
    #expect(try await run(exec).exitCode == 5)
    #expect(try await run(exec, "--allow-exec").exitCode == 0)
  }

  @Test func `shards by earlier durations are the suite, each case once`() async throws {
    for name in ["a", "b", "c"] {
      _ = try scratch.write(Self.scenario(name), to: "\(name).yaml")
    }
    let report = "\(folder)/report.json"
    #expect(try await run(".", "--report", "json=\(report)").exitCode == 0)

    var parts: [[String]] = []
    for part in 1...2 {
      let list = try await run(".", "--shard", "\(part)/2", "--durations", report, "--list")
      parts.append(list.output.split(separator: "\n").map(String.init))
    }

    #expect(parts.flatMap(\.self).count == 3)
    #expect(Set(parts.flatMap(\.self)).count == 3)
    #expect(parts.allSatisfy { !$0.isEmpty })
    #expect(try await run(".", "--shard", "1/2", "--durations", "none.json").exitCode == 3)
    #expect(try await run(".", "--durations", report).exitCode == 64)
    #expect(try await run(".", "--expect-count", "4").exitCode == 3)
  }

  @Test func `a profile that is asked for must be proved whole`() async throws {
    let file = try scratch.write(Self.scenario("good"), to: "good.yaml")

    let partial = try await run(file, "--profile", "core")

    #expect(partial.exitCode == 1)
    #expect(partial.output.contains("profile core: partial"), "\(partial.output)")
    #expect(partial.output.contains("(1 pass)"))
  }

  @Test func `plain lines tell how far a run is and what failed`() async throws {
    let file = try scratch.write(Self.scenario("bad", login: "dns1"), to: "bad.yaml")

    let lines = try await run(file, "--progress", "lines")

    #expect(lines.errors == "fail  bad\n1/1 cases, 1 bad\n")
    #expect(try await run(file, "--progress", "none").errors.isEmpty)
  }

  @Test(arguments: [(String?.none, ""), ("true", "fail  bad\n1/1 cases, 1 bad\n")])
  func `how far a run is, is told a CI and not a pipe`(ci: String?, told: String) async throws {
    let file = try scratch.write(Self.scenario("bad", login: "dns1"), to: "bad.yaml")

    let run = try await run(file, environment: ["CI": ci])

    #expect(run.errors == told)
  }

  @Test func `a run that is watched runs again when its file changes`() async throws {
    let file = try scratch.write(Self.scenario("good"), to: "good.yaml")
    let run = try await Program.start(["run", file, "--watch"])

    try await run.wrote("(1 pass)")
    try await run.wrote("waiting for a file")
    try Data(Self.scenario("good", login: "dns1").utf8).write(to: URL(filePath: file))
    try await run.wrote("(1 fail)")
    #expect(run.isRunning)
  }

  /// The second case runs a program that stays as long as the run does.
  @Test func `a run that is killed leaves no report behind and does not end with 0`() async throws {
    let stay =
      "exec: { argv: [sh, -c, \"[ {{id}} = 1 ] || while kill -0 $PPID; do sleep 0.1; done\"] }"
    let file = try scratch.write(
      Self.scenario(
        "killed", login: "\"dns{{id}}\"",
        extra: "cases: [{ case: ends, id: 1 }, { case: stays, id: 2 }]",
        service: "\"{{id}}\""
      ).replacing("steps:", with: "steps:\n  - \(stay)"), to: "killed.yaml")
    let report = scratch.folder.appending(path: "report.json").path
    let run = try await Program.start([
      "run", file, "--allow-exec", "--jobs", "1", "--progress", "lines", "--report",
      "json=\(report)",
    ])

    try await run.wrote("1/2 cases, 0 bad", to: \.errors)
    run.signal(SIGKILL)
    let end = try await run.end()

    #expect(end.status == -SIGKILL)
    #expect(end.output.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: report))
  }

  @Test func `fmt writes the canonical form, and check only says who is not in it`() async throws {
    let text = "# mine\nscenario:   good\ntitle: {a: b}\n"
    let file = try scratch.write(text, to: "good.yaml")

    let check = try await Program("fmt", file, "--check")
    #expect(check.exitCode == 1)
    #expect(check.errors.contains("\(file): not in its canonical form [E105]"))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
    #expect(try await Program("fmt", file).output == "\(file)\n")
    #expect(
      try String(contentsOfFile: file, encoding: .utf8)
        == "# mine\nscenario: good\ntitle: { a: b }\n")
    #expect(try await Program("fmt", file, "--check").exitCode == 0)
    let broken = try scratch.write("a: [\n", to: "broken.yaml")
    #expect(try await Program("fmt", broken).exitCode == 3)
    #expect(try await Program("fmt", "\(folder)/none").exitCode == 3)
  }

  @Test func `explain knows codes and clauses, and names the nearest of another`() async throws {
    let code = try await Program("explain", "E301")
    #expect(code.exitCode == 0)
    #expect(code.output.contains("A check did not hold."))
    #expect(try await Program("explain", "NS-07").output.contains("exactly one user"))
    let unknown = try await Program("explain", "E391")
    #expect(unknown.exitCode == 64)
    #expect(unknown.errors.contains("did you mean"))
  }
}
