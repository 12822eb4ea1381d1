import Foundation
import TestSupport
import Testing

@testable import Conformance

/// The files that `nslab fmt` writes, and what of them it leaves as it was.
struct FormattedFileTests {
  private let scratch: Scratch
  private var path: String { scratch.folder.path(percentEncoded: false) }

  init() throws { scratch = try Scratch() }

  @Test func `only a scenario gets the line that names the schema`() throws {
    try scratch.write("{}", to: "docs/schema/scenario.json")
    try scratch.write("scenario: a\n", to: "a.yaml")
    try scratch.write("fragment: bought\n", to: "bought.yaml")
    try scratch.write("- {id: NS-01}\n", to: "clauses.yaml")

    for form in try ScenarioForm.files([path]) { try form.write() }

    let texts = try ["a", "bought", "clauses"].map {
      try String(contentsOf: scratch.folder.appending(path: "\($0).yaml"), encoding: .utf8)
    }
    #expect(texts.map { $0.hasPrefix("# yaml-language-server:") } == [true, false, false])
  }

  @Test func `a file keeps its link and who may read it`() throws {
    let file = try scratch.write("- {a: b}\n", to: "real/a.yaml")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    let link = scratch.folder.appending(path: "a.yaml").path(percentEncoded: false)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real/a.yaml")

    for form in try ScenarioForm.files([link]) { try form.write() }

    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real/a.yaml")
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "- { a: b }\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(path)/real") == ["a.yaml"])
  }
}
