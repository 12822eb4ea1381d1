import Foundation
import Testing

@testable import Conformance

/// The files that `nslab fmt` writes, and what of them it leaves as it was.
struct FormattedFileTests {
  private let folder: URL
  private var path: String { folder.path(percentEncoded: false) }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "formatted-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  @discardableResult
  private func write(_ name: String, _ text: String) throws -> String {
    let url = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
    return url.path(percentEncoded: false)
  }

  @Test func `only a scenario gets the line that names the schema`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try write("docs/schema/scenario.json", "{}")
    try write("a.yaml", "scenario: a\n")
    try write("bought.yaml", "fragment: bought\n")
    try write("clauses.yaml", "- {id: NS-01}\n")

    for form in try ScenarioForm.files([path]) { try form.write() }

    let texts = try ["a", "bought", "clauses"].map {
      try String(contentsOf: folder.appending(path: "\($0).yaml"), encoding: .utf8)
    }
    #expect(texts.map { $0.hasPrefix("# yaml-language-server:") } == [true, false, false])
  }

  @Test func `a file keeps its link and who may read it`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try write("real/a.yaml", "- {a: b}\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    let link = folder.appending(path: "a.yaml").path(percentEncoded: false)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real/a.yaml")

    for form in try ScenarioForm.files([link]) { try form.write() }

    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real/a.yaml")
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "- { a: b }\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(path)/real") == ["a.yaml"])
  }
}
