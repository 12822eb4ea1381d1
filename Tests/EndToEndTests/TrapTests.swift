import Conformance
import Foundation
import TestSupport
import Testing

/// What could look like a success and is none: each trap is set for the program as a user starts it.
struct TrapTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let good = """
    scenario: good
    title: A user is named after the service
    panels: { first: provider }
    steps:
      - order: { service: 117, ns: provider }
        check: [{ clause: NS-09, login: dns117 }]

    """

  private func path(_ name: String) -> String {
    scratch.folder.appending(path: name).path(percentEncoded: false)
  }

  /// Makes a folder of fixtures with one scenario that passes, and writes this file into it; without a
  /// text the file is missing.
  private func fixtures(_ file: String, _ text: String?) throws -> String {
    let ours = Program.package.appending(path: "fixtures")
    for folder in ["scenarios", "worlds", "fragments"] {
      try FileManager.default.createDirectory(
        at: scratch.folder.appending(path: folder), withIntermediateDirectories: true)
    }
    for name in ["clauses.yaml", "profiles.yaml", "worlds/provider.yaml"] {
      try FileManager.default.copyItem(
        at: ours.appending(path: name), to: scratch.folder.appending(path: name))
    }
    _ = try scratch.write(Self.good, to: "scenarios/good.yaml")
    if let text {
      _ = try scratch.write(text, to: file)
    } else {
      try FileManager.default.removeItem(at: scratch.folder.appending(path: file))
    }
    return path("")
  }

  static let configurations: [(file: String, text: String?)] = [
    ("clauses.yaml", nil), ("clauses.yaml", ""), ("clauses.yaml", "- id: ["),
    ("clauses.yaml", "[]"), ("profiles.yaml", "- { profile: core, title: t, clauses: [NS-99] }"),
    ("profiles.yaml", "core"), ("fragments/broken.yaml", "a: ["), ("worlds/provider.yaml", nil),
    ("worlds/provider.yaml", "resellers: 5"), ("scenarios/other.yaml", "scenario: other"),
    ("scenarios/other.yaml", "\u{FEFF}"), ("scenarios/other.yaml", good),
  ]

  @Test(arguments: configurations)
  func `a configuration that does not load ends with 3 and names the file`(
    configuration: (file: String, text: String?)
  ) async throws {
    let folder = try fixtures(configuration.file, configuration.text)

    let run = try await Program(list: ["run", "--fixtures", folder], in: scratch.folder)

    #expect(run.exitCode == 3, "\(run.output)\(run.errors)")
    let name = configuration.file.split(separator: "/").last ?? ""
    #expect((run.output + run.errors).contains(name))
  }

  @Test func `fixtures without a mistake pass, so that the traps are what ends the others`()
    async throws
  {
    let folder = try fixtures("note.txt", "nothing")

    let run = try await Program(list: ["run", "--fixtures", folder], in: scratch.folder)

    #expect(run.exitCode == 0, "\(run.output)\(run.errors)")
  }

  static let broken = [
    ["--baseline"], ["--against"], ["--shard", "1/2", "--durations"],
  ]

  @Test(arguments: broken)
  func `a file of an earlier run that is broken ends with 3`(flags: [String]) async throws {
    let good = try scratch.write(Self.good, to: "good.yaml")
    let file = try scratch.write("{ \"cases\": ", to: "earlier.json")

    let run = try await Program(list: ["run", good] + flags + [file])

    #expect(run.exitCode == 3, "\(run.output)\(run.errors)")
    #expect(run.errors.contains("earlier.json"))
  }

  static let words = [
    ["--target", "fakee"], ["--target", "mutant:dropsDnsPrefx"], ["--target", "cmd:"],
    ["--target", "url:ftp://127.0.0.1/dnsmgr"], ["--report", "junitt=x"], ["--shard", "6/5"],
    ["--mode", "strickt"], ["--progress", "loud"], ["--target", "url:http://127.0.0.1:1/dnsmgr"],
  ]

  @Test(arguments: [["run"], ["lint"], ["clauses"], ["new", "mine"]])
  func `who starts elsewhere learns how to name the fixtures`(command: [String]) async throws {
    let run = try await Program(list: command, in: scratch.folder)

    #expect(run.exitCode == 3)
    #expect(run.errors.contains("--fixtures FOLDER"), "\(run.errors)")
  }

  @Test(arguments: words)
  func `a word that means nothing, or a real panel unasked for, ends with 64`(
    flags: [String]
  ) async throws {
    let good = try scratch.write(Self.good, to: "good.yaml")

    let run = try await Program(list: ["run", good] + flags)

    #expect(run.exitCode == 64, "\(run.output)\(run.errors)")
  }

  @Test(arguments: ReportCatalog.formats.map { $0.name })
  func `a report of any kind into a folder that is missing ends with 7`(
    kind: String
  ) async throws {
    let good = try scratch.write(Self.good, to: "good.yaml")

    let run = try await Program("run", good, "--report", "\(kind)=\(path("no/such"))")

    #expect(run.exitCode == 7)
    #expect(run.errors.contains("no/such: the report cannot be written"))
    #expect(run.errors.contains("[E702]"))
  }

  static let commands = [
    ["run", "GOOD"], ["run", "GOOD", "--report", "json=-"], ["run", "GOOD", "--list"],
    ["lint", "GOOD"], ["clauses"], ["schema"], ["explain", "NS-07"], ["mutants", "--list"],
  ]

  /// `/dev/full` is what a disk without room is.
  @Test(arguments: commands)
  func `an answer for which there is no room ends with 7`(arguments: [String]) async throws {
    let good = try scratch.write(Self.good, to: "good.yaml")
    let program = Program.path.path(percentEncoded: false)

    let end = try await Child.run(
      "/bin/sh",
      ["-c", "exec \"$0\" \"$@\" >/dev/full", program] + arguments.map { $0 == "GOOD" ? good : $0 },
      in: Program.package)

    #expect(end.status == 7, "\(end.errors)")
    #expect(end.errors.contains("standard output: the report cannot be written"))
  }

  @Test func `nobody at the address of a real panel ends with 4`() async throws {
    let good = try scratch.write(Self.good, to: "good.yaml")

    let run = try await Program(
      list: ["run", good, "--target", "url:http://127.0.0.1:1/dnsmgr", "--allow-real"],
      environment: ["NSLAB_PANEL_LOGIN": "root", "NSLAB_PANEL_PASSWORD": "root-secret"])

    #expect(run.exitCode == 4)
    #expect(run.output.contains("[E321]"), "\(run.output)")
    #expect(!run.output.contains("root-secret"))
  }

  /// The scenario itself kills the panel between two of its steps.
  @Test func `a panel that is killed in the middle is no success`() async throws {
    let ready = path("ready.json")
    let server = try await Program.start([
      "serve", "--world", "fixtures/worlds/provider.yaml", "--http", "127.0.0.1:0",
      "--ready-file", ready,
    ])
    let line: ServedWorld.Ready = try await server.readyLine()
    let killing = try scratch.write(
      Self.good.replacing("good", with: "killing").replacing(
        "steps:",
        with: """
          steps:
            - api: { func: user, as: provider }
              check: [{ clause: NS-06, body: { contains: doc } }]
            - exec: { argv: [kill, "-9", "\(server.processIdentifier)"] }
          """), to: "killing.yaml")

    let run = try await Program(
      list: [
        "run", killing, "--allow-exec", "--allow-real", "--rate", "1000", "--target",
        "url:\(line.http ?? "")",
      ],
      environment: ["NSLAB_PANEL_LOGIN": "root", "NSLAB_PANEL_PASSWORD": "root-secret"])

    try await until("the panel is gone", within: .seconds(60)) { !server.isRunning }
    #expect(run.exitCode == 1, "\(run.output)\(run.errors)")
    #expect(run.output.contains("the target is not reachable"))
    try await server.stop()
  }

  @Test func `a shard whose worker was killed is missed when the parts are merged`() async throws {
    for name in ["a", "b", "c"] {
      _ = try scratch.write(Self.good.replacing("good", with: name), to: "\(name).yaml")
    }
    for part in 1...3 {
      let run = try await Program(
        "run", path(""), "--profile", "core", "--shard", "\(part)/3", "--report",
        "json=\(path("\(part).json"))")
      #expect(run.exitCode == 0, "\(run.errors)")
      #expect(run.output.contains("part \(part)/3"))
    }

    let missing = try await Program("merge", path("1.json"), path("3.json"))
    #expect(missing.exitCode == 3)
    #expect(missing.errors.contains("the part 2/3 is in none of the reports"))
    let half = try Data(contentsOf: URL(filePath: path("2.json"))).prefix(2_000)
    try half.write(to: URL(filePath: path("half.json")))
    let cut = try await Program("merge", path("1.json"), path("half.json"), path("3.json"))
    #expect(cut.exitCode == 3)
    let parts = (1...3).map { path("\($0).json") }
    #expect(try await Program(list: ["merge"] + parts).exitCode == 0)
    let claimed = try await Program(list: ["merge", "--profile", "core"] + parts)
    #expect(claimed.exitCode == 1)
    #expect(claimed.output.contains("profile core: partial"), "\(claimed.output)")
    let unknown = try await Program(list: ["merge", "--profile", "croe"] + parts)
    #expect(unknown.exitCode == 64)
  }
}
