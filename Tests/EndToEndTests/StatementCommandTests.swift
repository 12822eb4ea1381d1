import Foundation
import TestSupport
import Testing

struct StatementCommandTests {
  private static let scenario = "fixtures/scenarios/order/one-user-per-order.yaml"
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func path(_ name: String) -> String {
    scratch.folder.appending(path: name).path(percentEncoded: false)
  }

  private func stated() async throws -> Program {
    try await Program(
      "run", Self.scenario, "--statement", path("s.yaml"), "--evidence", path("e.zip"),
      "--who", "Example", "--product", "fake", "--report", "json=\(path("r.json"))")
  }

  @Test func `a statement is written with its evidence and verified`() async throws {
    let run = try await stated()
    #expect(run.exitCode == 0, "\(run.errors)")

    let good = try await Program("verify", path("s.yaml"), "--evidence", path("e.zip"))
    #expect(good.exitCode == 0, "\(good.errors)")

    // The evidence is enough to run it again.
    _ = try await Child.run(
      "/usr/bin/env", ["python3", "-m", "zipfile", "-e", path("e.zip"), path("bundle")])
    let again = try await Program("run", "--fixtures", path("bundle"), in: scratch.folder)
    #expect(again.exitCode == 0, "\(again.errors)")
    #expect(again.output.contains("1 scenarios, "))

    let text = try String(contentsOfFile: path("s.yaml"), encoding: .utf8)
    let version = try await Program("--version").output.trimmingCharacters(in: .newlines)
    #expect(text.contains("nslab: \"\(version)\"\n"))
    let lie = try scratch.write(text.replacing("pass: \"1\"", with: "pass: \"9\""), to: "l.yaml")
    let bad = try await Program("verify", lie, "--evidence", path("e.zip"))
    #expect(bad.exitCode == 1)
    #expect(bad.output.contains("cases.pass: the statement says '9', the evidence '1'"))
  }

  private static let table = """
    scenario: table
    title: A row that holds and one that does not
    panels: { first: provider }
    cases:
      - { case: right, login: dns117 }
      - { case: wrong, login: "117" }
    steps:
      - use: bought
        with: { login: "{{login}}" }

    """

  private static let fragment = """
    fragment: bought
    parameters: [login]
    steps:
      - order: { service: 117, ns: provider }
        check: [{ clause: NS-09, login: "{{login}}" }]

    """

  /// Fixtures with one scenario that uses a shared fragment.
  private func fixtures() throws -> String {
    let ours = Program.package.appending(path: "fixtures")
    for folder in ["scenarios", "fragments"] {
      try FileManager.default.createDirectory(
        at: scratch.folder.appending(path: folder), withIntermediateDirectories: true)
    }
    for name in ["clauses.yaml", "profiles.yaml", "worlds"] {
      try FileManager.default.copyItem(
        at: ours.appending(path: name), to: scratch.folder.appending(path: name))
    }
    _ = try scratch.write(Self.table, to: "scenarios/table.yaml")
    _ = try scratch.write(Self.fragment, to: "fragments/bought.yaml")
    return path("")
  }

  @Test func `a statement of some rows says so, and its evidence is enough for them`()
    async throws
  {
    let run = try await Program(
      "run", "--fixtures", try fixtures(), "--id", "table [right]", "--statement", path("s.yaml"),
      "--evidence", path("e.zip"), "--who", "Example", "--product", "fake")
    #expect(run.exitCode == 0, "\(run.errors)")

    _ = try await Child.run(
      "/usr/bin/env", ["python3", "-m", "zipfile", "-e", path("e.zip"), path("bundle")])
    let text = try String(contentsOfFile: path("s.yaml"), encoding: .utf8)
    #expect(text.contains("nslab run --fixtures bundle --id 'table [right]'"), "\(text)")
    let again = try await Program(
      "run", "--fixtures", path("bundle"), "--id", "table [right]", in: scratch.folder)
    #expect(again.exitCode == 0, "\(again.errors)")
    let whole = try await Program("run", "--fixtures", path("bundle"), in: scratch.folder)
    #expect(whole.exitCode == 1)
  }

  @Test func `no statement is made of a part`() async throws {
    let run = try await Program(
      "run", "--shard", "1/2", "--statement", path("s.yaml"), "--evidence", path("e.zip"),
      "--who", "Example", "--product", "fake")

    #expect(run.exitCode == 64)
    #expect(!FileManager.default.fileExists(atPath: path("s.yaml")))
  }

  @Test func `files that are missing or broken end with 3`() async throws {
    let broken = try scratch.write("PK", to: "broken.zip")

    #expect(try await Program("verify", "no.yaml", "--evidence", broken).exitCode == 3)
    #expect(try await Program("diff", "no.json", "no.json").exitCode == 3)
    #expect(try await Program("merge", "no.json").exitCode == 3)
    #expect(try await Program("run", Self.scenario, "--against", "no.json").exitCode == 3)
  }

  @Test func `what cannot be written ends with 7 and never with 0`() async throws {
    let place = path("missing/file")

    let evidence = try await Program("run", Self.scenario, "--evidence", place)
    #expect(evidence.exitCode == 7)
    let statement = try await Program(
      "run", Self.scenario, "--evidence", path("e.zip"), "--statement", place, "--who", "x",
      "--product", "y")
    #expect(statement.exitCode == 7)
    #expect(statement.errors.contains("missing/file"))
  }

  @Test func `a statement without its author is a wrong command line`() async throws {
    #expect(try await Program("run", Self.scenario, "--statement", path("s.yaml")).exitCode == 64)
  }

  @Test func `merge ends as the whole run would and diff says what is worse`() async throws {
    _ = try await stated()
    let other = try await Program(
      "run", "fixtures/scenarios/order/none-calls-nobody.yaml", "--report",
      "json=\(path("o.json"))")
    #expect(other.exitCode == 0, "\(other.errors)")

    let merged = try await Program(
      "merge", path("r.json"), path("o.json"), "--expect-count", "3", "--report",
      "json=\(path("m.json"))")
    #expect(merged.exitCode == 0, "\(merged.errors)")
    #expect(try await Program("merge", path("r.json"), path("r.json")).exitCode == 3)
    #expect(try await Program("merge", path("r.json"), "--expect-count", "2").exitCode == 3)
    let unwritten = try await Program(
      "merge", path("r.json"), "--report", "json=\(path("no/m.json"))")
    #expect(unwritten.exitCode == 7)

    #expect(try await Program("diff", path("r.json"), path("m.json")).exitCode == 0)
    let less = try await Program("diff", path("m.json"), path("r.json"))
    #expect(less.exitCode == 1)
    #expect(less.output.contains("missing  none-calls-nobody"))
  }
}
