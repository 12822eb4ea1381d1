import Foundation
import StrictYAML
import Testing

@testable import Conformance

struct SuiteTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "suite-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func write(_ name: String, _ text: String) throws -> String {
    let url = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
    return url.path(percentEncoded: false)
  }

  private func error(_ paths: String...) -> SuiteError? {
    do throws(SuiteError) {
      _ = try Suite.load(paths, clauses: .forTests)
      return nil
    } catch {
      return error
    }
  }

  private static func scenario(_ name: String) -> String {
    """
    scenario: \(name)
    title: t
    panels: { first: provider }
    steps: [{ order: 1, check: [{ clause: NS-07, outcome: done }] }]
    """
  }

  @Test func `files and folders are read, sorted, once`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let b = try write("deep/er/b.yaml", Self.scenario("b"))
    _ = try write("a.yaml", Self.scenario("a"))
    _ = try write("notes.txt", "not a scenario")

    let path = folder.path(percentEncoded: false)
    let suite = try Suite.load([path, b], clauses: .forTests)

    #expect(suite.scenarios.map(\.name) == ["a", "b"])
    #expect(try suite.proving("NS-07").scenarios.count == 2)
    #expect(throws: SuiteError.self) { try suite.proving("NS-11") }
  }

  @Test func `a missing path and an empty folder end differently`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }

    #expect(error("/nowhere/at/all")?.exitCode == .invalidInput)
    #expect(error("/nowhere/at/all") == .missing("/nowhere/at/all"))
    #expect(error(folder.path(percentEncoded: false))?.exitCode == .nothingRan)
  }

  @Test func `a file of a terabyte is refused without reading it`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = try write("large.yaml", "")
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    // A hole in the file: it has the size and takes no room, and nobody could read it to its end.
    try handle.truncate(atOffset: 1_000_000_000_000)
    try handle.close()

    #expect(error(path) == .tooLarge(path, 1_000_000_000_000, limit: SourceFile.maximumByteCount))
  }

  @Test func `a device and bytes that are no text are refused`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = try write("bytes.yaml", "")
    try Data([0x61, 0xFF, 0xFE]).write(to: URL(filePath: path))

    #expect(error("/dev/zero") == .unreadable("/dev/zero", "it is not a file"))
    #expect(error(path) == .unreadable(path, "it is not UTF-8 text"))
  }

  @Test func `the mistakes of all files are told at once, and two of one name are one`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try write("a.yaml", Self.scenario("a").replacing("title", with: "titel"))
    _ = try write("b.yaml", Self.scenario("b").replacing("NS-07", with: "NS-08"))
    _ = try write("x/c.yaml", Self.scenario("c"))
    _ = try write("y/c.yaml", Self.scenario("c"))

    guard case .invalid(let invalid) = error(folder.path(percentEncoded: false)) else {
      Issue.record("the files were accepted")
      return
    }
    // A missing title and an unknown key, an unknown clause, and the second c.
    #expect(invalid.problems.count == 4)
    #expect(SuiteError.invalid(invalid).exitCode == .invalidInput)
  }

  static let clauseFiles: [(String, String)] = [
    ("{}", "must be a list"), ("- { id: NS-01, sentence: s }", "needs 'kind'"),
    ("- { id: NS-01, sentence: s, kind: said }", "stated, derived"),
    ("- { id: one, sentence: s, kind: stated }", "looks like NS-01"),
    ("- { id: NS-01, sentence: s, kind: stated, sektion: S1 }", "'section'"),
    (
      "- { id: N-1, sentence: s, kind: stated }\n- { id: N-1, sentence: s, kind: stated }",
      "another"
    ),
  ]

  @Test(arguments: clauseFiles)
  func `a clause file with a mistake is refused`(sample: (String, String)) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = try write("clauses.yaml", sample.0)

    let error = #expect(throws: SuiteError.self) { try ClauseCatalog.load(path) }

    #expect(error?.description.contains(sample.1) == true)
    #expect(error?.exitCode == .invalidInput)
  }
}
