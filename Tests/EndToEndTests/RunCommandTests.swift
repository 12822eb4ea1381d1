import Foundation
import TestSupport
import Testing
import XMLReading

struct RunCommandTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private static let good = """
    scenario: good
    title: A user is named after the service
    panels: { first: provider }
    billing:
      integrations: [ { name: I1, panel: first, username: provider, provider_ns: yes } ]
    steps:
      - order: { service: 117, ns: provider }
        check: [ { clause: NS-09, login: dns117 } ]

    """

  @Test func `a scenario that holds ends with 0 and every report`() async throws {
    let path = try scratch.write(Self.good, to: "good.yaml")
    let junit = scratch.folder.appending(path: "junit.xml").path(percentEncoded: false)
    let json = scratch.folder.appending(path: "report.json").path(percentEncoded: false)

    let run = try await Program(
      "run", path, "--jobs", "2", "--report", "junit=\(junit)", "--report", "json=\(json)")

    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains("1 scenarios, 1 cases (1 pass), 1 checks"))
    let suite = try XMLReply(Data(contentsOf: URL(filePath: junit)))
    #expect(try suite.strings(at: "count(//testcase)") == ["1"])
    #expect(try suite.strings(at: "count(//failure)") == ["0"])
    _ = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: json)))
  }

  @Test func `a check that fails ends with 1 and says where and what`() async throws {
    let path = try scratch.write(
      Self.good.replacing("login: dns117", with: "login: dns118"), to: "good.yaml")

    let run = try await Program("run", path)

    #expect(run.exitCode == 1)
    #expect(run.output.contains("\(path):8:"))
    #expect(run.output.contains("expected: dns118"))
    #expect(run.output.contains("actual:   dns117"))
  }

  @Test func `a path that is missing ends with 3 and is named`() async throws {
    let run = try await Program("run", "no/such/folder")

    #expect(run.exitCode == 3)
    #expect(run.errors.contains("no/such/folder: there is no such file or folder"))
  }

  @Test func `an empty folder ends with 5`() async throws {
    let run = try await Program("run", scratch.folder.path(percentEncoded: false))

    #expect(run.exitCode == 5)
    #expect(run.errors.contains("nothing to run"))
  }

  @Test func `a misspelt key ends with 3 at its line and column with the nearest key`() async throws
  {
    let path = try scratch.write(Self.good.replacing("panels:", with: "panles:"), to: "good.yaml")

    let run = try await Program("run", path)

    #expect(run.exitCode == 3)
    #expect(run.errors.contains("\(path):3:1: "))
    #expect(run.errors.contains("did you mean 'panels'?"))
  }

  @Test func `an alias bomb ends with 3 at once`() async throws {
    let levels = (1...9).map { level in
      "l\(level): &l\(level) [\(Array(repeating: "*l\(level - 1)", count: 9).joined(separator: ","))]"
    }
    let path = try scratch.write(
      (["l0: &l0 x"] + levels).joined(separator: "\n"), to: "bomb.yaml")

    let run = try await Program("run", path)

    #expect(run.exitCode == 3)
    #expect(run.errors.contains("aliases are not allowed"))
  }

  @Test func `a file of 100 MB ends with 3 and is not read`() async throws {
    let path = try scratch.write("", to: "large.yaml")
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    try file.truncate(atOffset: 100 * 1024 * 1024)
    try file.close()

    let run = try await Program("run", path)

    #expect(run.exitCode == 3)
    #expect(run.errors.contains("at most 1048576 are read"))
  }

  @Test func `a report that cannot be written ends with 7`() async throws {
    let path = try scratch.write(Self.good, to: "good.yaml")

    let run = try await Program("run", path, "--report", "json=/no/such/folder/report.json")

    #expect(run.exitCode == 7)
    #expect(run.errors.contains("/no/such/folder/report.json: the report cannot be written"))
  }

  @Test func `a world that is missing ends with 3`() async throws {
    let path = try scratch.write(
      Self.good.replacing("first: provider", with: "first: nowhere"), to: "good.yaml")

    let run = try await Program("run", path)

    #expect(run.exitCode == 3)
    #expect((run.output + run.errors).contains("nowhere"))
  }

  static let wrongLines = [
    ["run", "--no-such-flag"], ["run", "--jobs", "0"], ["run", "--report", "pdf=x"],
    ["run", "--clause", "NS-99"], ["run", "--mode", "sloppy"], ["run", "--vary", "-1"],
    ["serve", "--world", "w", "--fault-rate", "2"], ["serve", "--world", "w", "--fault-seed", "2"],
    ["serve"], ["serve", "--world", "w", "--http", "nowhere"],
    ["no-such-command"],
  ]

  @Test(arguments: wrongLines)
  func `a wrong command line ends with 64`(arguments: [String]) async throws {
    let run = try await Program(list: arguments)

    #expect(run.exitCode == 64)
  }

  @Test func `list prints what would run and runs nothing`() async throws {
    let path = try scratch.write(Self.good, to: "good.yaml")

    let run = try await Program("run", path, "--list")

    #expect(run.exitCode == 0)
    #expect(run.output == "\(path)  1 cases  NS-09  A user is named after the service\n")
  }

  @Test func `every clause has a scenario or a reason`() async throws {
    let run = try await Program("clauses", "--check")

    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.split(separator: "\n").count == 59)
  }
}
