import Foundation
import TestSupport
import Testing

/// `nslab compare` and `nslab record` as a user starts them.
struct CompareAndRecordTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private static let scenario = "fixtures/scenarios/order/role-is-user.yaml"

  @Test func `two right targets end with 0, a wrong one with 1 and its name`() async throws {
    let json = scratch.folder.appending(path: "c.json").path(percentEncoded: false)

    let same = try await Program("compare", Self.scenario, "--right", "http")
    let wrong = try await Program(
      "compare", Self.scenario, "--right", "mutant:makes-resellers", "--json", json)

    #expect(same.exitCode == 0, "\(same.output)\(same.errors)")
    #expect(same.output.contains("; 0 differences"))
    #expect(wrong.exitCode == 1)
    #expect(wrong.output.contains("blame:  right (mutant:makes-resellers): NS-"))
    let written = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: json)))
    #expect((written as? [String: Any])?["right"] as? String == "mutant:makes-resellers")
  }

  static let failures: [(arguments: [String], exit: Int32)] = [
    (["compare", "none.yaml", "--right", "http"], 3),
    (["compare", scenario, "--right", "cmd:/no/such/program"], 4),
    (["compare", scenario, "--right", "url:http://127.0.0.1:1/dnsmgr"], 64),
    (["compare", scenario], 64),
    (["compare", scenario, "--right", "mutant:none"], 64),
    (["compare", scenario, "--right", "http", "--json", "/no/such/folder/c.json"], 7),
    (["record", "--to", "ftp://host/dnsmgr", "--output", "x.yaml"], 64),
    (["record", "--to", "http://127.0.0.1:1/dnsmgr", "--output", "X Y.yaml"], 64),
    (
      ["record", "--to", "http://127.0.0.1:1/dnsmgr", "--output", "x.yaml", "--clause", "NS-99"], 64
    ),
  ]

  @Test func `what cannot become a file is said before anybody records`() async throws {
    let file = scratch.folder.appending(path: "there.yaml").path(percentEncoded: false)
    try Data("mine".utf8).write(to: URL(filePath: file))
    let arguments = ["record", "--to", "http://127.0.0.1:1/dnsmgr", "--output"]

    let there = try await Program(list: arguments + [file])
    let nowhere = try await Program(list: arguments + ["/no/such/folder/x.yaml"])
    let world = try await Program(list: arguments + ["no-such-file.yaml", "--world", "nosuch"])

    #expect([there.exitCode, nowhere.exitCode, world.exitCode] == [7, 7, 3])
    #expect([there, nowhere, world].allSatisfy { $0.output.isEmpty })
    #expect(there.errors.contains("there is such a file"))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
  }

  @Test(arguments: failures)
  func `what cannot be compared or recorded has its own end`(
    sample: (arguments: [String], exit: Int32)
  ) async throws {
    let run = try await Program(list: sample.arguments)

    #expect(run.exitCode == sample.exit, "\(run.output)\(run.errors)")
  }

  @Test func `a recorded session is a scenario that lints and passes`() async throws {
    let file = scratch.folder.appending(path: "session.yaml").path(percentEncoded: false)
    try await ServedWorld.serving { world in
      let panel = try #require(world.ready.http)
      let recorder = try await Program.start(["record", "--to", panel, "--output", file])
      let url = try await Self.address(of: recorder)
      var pairs = URLComponents(string: url)
      pairs?.percentEncodedQuery = "authinfo=provider:provider-secret&out=xml&func=user"
      _ = try await Child.run("/usr/bin/curl", ["-sS", pairs?.string ?? ""])
      recorder.signal(SIGINT)
      #expect(try await recorder.end().status == 0)
    }

    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(!text.contains("provider-secret"))
    #expect(try await Program("lint", file).exitCode == 0)
    #expect(try await Program("fmt", file, "--check").exitCode == 0)
    #expect(try await Program("run", file).exitCode == 0)
  }

  @Test func `a client that makes no call leaves no file`() async throws {
    let file = scratch.folder.appending(path: "none.yaml").path(percentEncoded: false)
    let recorder = try await Program.start(
      ["record", "--to", "http://127.0.0.1:1/dnsmgr", "--output", file])
    _ = try await Self.address(of: recorder)

    recorder.signal(SIGINT)

    #expect(try await recorder.end().status == 5)
    #expect(!FileManager.default.fileExists(atPath: file))
  }

  /// The address in the recorder's first line.
  private static func address(of recorder: Child) async throws -> String {
    struct Ready: Decodable { let http: String }
    try await recorder.wrote("\n")
    return try JSONDecoder().decode(Ready.self, from: Data(recorder.output.utf8)).http
  }
}
