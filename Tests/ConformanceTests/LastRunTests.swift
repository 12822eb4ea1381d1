import Foundation
import Testing

@testable import Conformance

/// What the program remembers of earlier runs.
struct LastRunTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "nslab-\(UUID().uuidString)")

  @Test func `what is remembered comes back, whatever the titles are`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let titles = ["plain", "a\tb [c\nd]", #"back\slash \t \n"#, "имя", #"\"#, "", " "]
    let last = LastRun(
      failed: Set(titles.prefix(3)),
      durations: Dictionary(
        uniqueKeysWithValues: titles.enumerated().map { ($1, Double($0) + 0.1234567891234) }))

    try last.save(to: folder.path)

    #expect(try LastRun.load(from: folder.path) == last)
  }

  @Test(arguments: ["{}", "passed\t1", "perhaps\t1\ta", "passed\tx\ta"])
  func `what no run left there is told`(text: String) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try LastRun.empty.save(to: folder.path)
    try Data("\(text)\n".utf8).write(to: folder.appending(path: LastRun.path))

    let error = #expect(throws: SuiteError.self) { try LastRun.load(from: folder.path) }
    #expect("\(try #require(error))".contains("remove it"))
  }

  @Test func `no run yet is nothing to remember`() throws {
    #expect(try LastRun.load(from: folder.path) == nil)
  }
}
