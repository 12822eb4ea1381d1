import Foundation
import Testing

@testable import Conformance

struct ScenarioSampleTests {
  private let folder: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    folder = url.path(percentEncoded: false)
  }

  @Test func `a new scenario runs and passes`() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let clauses = try ClauseCatalog.load("\(Fixtures.folder)/clauses.yaml")

    let path = try ScenarioSample.write(named: "my-first", to: folder, schema: "s.json")
    let suite = try Suite.load([path], clauses: clauses)
    let report = await Runner(clauses: clauses).run(suite, on: FakeTarget.onFixtures)

    #expect(report.exitCode == .passed, "\n\(ConsoleReport.render(report))")
    #expect(report.checks.count == 3)
  }

  @Test func `a file that is there is not touched`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/mine.yaml"
    try Data("mine".utf8).write(to: URL(filePath: path))

    #expect(throws: SuiteError.unwritable(path, "it is there already")) {
      try ScenarioSample.write(named: "mine", to: folder, schema: "s.json")
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
  }

  @Test(arguments: [
    "", "../up", "a/b", "A", "a b", "-a", ".hidden", String(repeating: "a", count: 81),
  ])
  func `a name that could lead elsewhere is refused`(name: String) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }

    #expect(throws: SuiteError.self) {
      try ScenarioSample.write(named: name, to: folder, schema: "s.json")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }
}
