import Foundation
import StrictYAML
import TestSupport
import Testing

/// The commands of examples/shards, run as Kubernetes and GitHub run them.
struct ShardExampleTests {
  private static let parts = 5
  private static let wrong = "nslab run --target mutant:trimsPasswords"
  private let scratch: Scratch

  /// The working folder of the examples, with a quarter of the suite.
  init() throws {
    scratch = try Scratch()
    let all = Program.package.appending(path: "fixtures")
    let some = scratch.folder.appending(path: "fixtures")
    try FileManager.default.createDirectory(
      at: some.appending(path: "scenarios"), withIntermediateDirectories: true)
    for name in ["clauses.yaml", "profiles.yaml", "worlds", "scenarios/integration"] {
      try FileManager.default.copyItem(
        at: all.appending(path: name), to: some.appending(path: name))
    }
  }

  @Test func `the pods of Kubernetes run all cases, and the second job ends as one run would`()
    async throws
  {
    for index in 0..<Self.parts { #expect(try await pod(index) == 0) }
    let merged = try await merge()
    #expect(merged.status == 0, "\(merged.errors)")
    let whole = try await Program("run", in: scratch.folder)
    #expect(try cases(merged.output) == cases(whole.output))
    #expect(FileManager.default.fileExists(atPath: path("junit.xml")))
  }

  @Test func `a failed check ends no other pod, and the second job fails`() async throws {
    for index in 0..<Self.parts {
      #expect(try await pod(index, running: Self.wrong) == 0)
    }
    #expect(try await merge().status == 1)
  }

  @Test func `a part without a case ends no other pod`() async throws {
    let folder = scratch.folder.appending(path: "fixtures/scenarios/integration")
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where file != "manage.yaml" {
      try FileManager.default.removeItem(at: folder.appending(path: file))
    }

    for index in 0..<Self.parts { #expect(try await pod(index) == 0) }
    let merged = try await merge()
    #expect(merged.status == 0, "\(merged.errors)")
    #expect(merged.output.contains("1 scenarios, "))
  }

  @Test func `the report of an earlier run does not stand for a pod that is killed`() async throws {
    for index in 0..<Self.parts { #expect(try await pod(index) == 0) }
    // The shell is killed where the program would start.
    #expect(try await pod(2, running: "kill -9 $$; nslab run") != 0)
    let merged = try await merge()
    #expect(merged.status == 3)
    #expect(merged.errors.contains("3.json"), "\(merged.errors)")
  }

  @Test func `the workflow of GitHub runs all cases, the next time by their durations`()
    async throws
  {
    let workflow = try Self.documents("github.yml")[0]
    let run = try #require(workflow["jobs"]?["run"]?.script)
    let steps = try #require(workflow["jobs"]?["merge"]?["steps"]?.list)
    for time in 1...2 {
      for part in 1...Self.parts { #expect(try await bash(run, part: part).status == 0) }
      let scripts = steps.compactMap { $0["run"]?.scalar }
      let merged = try await bash(try #require(scripts.first))
      #expect(merged.status == 0, "time \(time): \(merged.errors)")
      for script in scripts.dropFirst() { #expect(try await bash(script).status == 0) }
    }
    let whole = try await Program("run", in: scratch.folder)
    let summary = try String(contentsOfFile: path("github-summary.md"), encoding: .utf8)
    #expect(summary.components(separatedBy: "## ").count > 2, "\(summary)")
    #expect(try summary.contains("\(cases(whole.output)) cases"), "\(summary)")
    var statuses: [Int32] = []
    for part in 1...Self.parts {
      let wrong = try await bash(run.replacing("nslab run", with: Self.wrong), part: part)
      statuses.append(wrong.status)
      #expect((wrong.status == 0) == !wrong.output.contains("::error"), "\(wrong.output)")
    }
    #expect(Set(statuses) == [0, 1])
  }

  /// How many cases the last line of a run counts.
  private func cases(_ output: String) throws -> Int {
    let counted = try #require(output.firstMatch(of: #/(\d+) cases/#))
    return try #require(Int(counted.1))
  }

  /// Runs the container of the first job; returns how it ended.
  private func pod(
    _ index: Int, running program: String = "nslab run"
  ) async throws -> Int32 {
    let command = try container("job.yaml").map { $0.replacing("nslab run", with: program) }
    return try await child(
      command, ["JOB_COMPLETION_INDEX": "\(index)", "CI": "true"]
    ).status
  }

  private func merge() async throws -> Child.End { try await child(container("merge.yaml")) }

  /// The command line of a job's container, with the volume in the folder of this test.
  private func container(_ file: String) throws -> [String] {
    let job = try #require(Self.documents(file).last)
    let container = try #require(
      job["spec"]?["template"]?["spec"]?["containers"]?.list?.first)
    let command = try #require(container["command"]?.list) + (container["args"]?.list ?? [])
    return command.compactMap { $0.scalar?.replacing("/reports", with: path("")) }
  }

  private func bash(_ script: String, part: Int = 0) async throws -> Child.End {
    try await child(
      ["bash", "-e", "-c", script.replacing("${{ matrix.part }}", with: "\(part)")],
      ["GITHUB_STEP_SUMMARY": path("github-summary.md")])
  }

  private func child(
    _ command: [String], _ environment: [String: String] = [:]
  ) async throws -> Child.End {
    let programs = Program.path.deletingLastPathComponent().path(percentEncoded: false)
    let paths = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return try await Child.run(
      "/usr/bin/env", command,
      environment: environment.merging(["PATH": "\(programs):\(paths)"]) { $1 },
      in: scratch.folder)
  }

  private func path(_ name: String) -> String {
    scratch.folder.appending(path: name).path(percentEncoded: false)
  }

  private static func documents(_ name: String) throws -> [YAMLNode] {
    let file = Program.package.appending(path: "examples/shards/\(name)")
    return try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n---\n")
      .map { try YAMLDecoding.node(in: $0, file: name) }
  }
}

extension YAMLNode {
  fileprivate subscript(key: String) -> YAMLNode? {
    if case .mapping(let entries) = content { entries.first { $0.key == key }?.value } else { nil }
  }

  fileprivate var list: [YAMLNode]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  /// The script of the only step of a job that has one.
  fileprivate var script: String? { self["steps"]?.list?.compactMap { $0["run"]?.scalar }.first }
}
