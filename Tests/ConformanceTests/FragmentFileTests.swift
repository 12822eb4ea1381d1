import Foundation
import StrictYAML
import Testing

@testable import Conformance

/// Fragments in files of their own, and what is checked of them without a scenario.
struct FragmentFileTests {
  private let folder: URL
  private var path: String { folder.path(percentEncoded: false) }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "fragments-\(UUID())")
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

  private static func fragment(_ name: String, step: String = "order: \"{{id}}\"") -> String {
    "fragment: \(name)\nparameters: [id]\nsteps:\n  - \(step)\n"
  }

  private static func scenario(_ name: String, step: String) -> String {
    """
    scenario: \(name)
    title: t
    panels: { first: provider }
    steps: [{ \(step) }, { order: 1, check: [{ clause: NS-07, outcome: done }] }]
    """
  }

  @Test func `two fragments of one name are told`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try write("a/bought.yaml", Self.fragment("bought"))
    try write("b/bought.yaml", Self.fragment("bought"))

    let error = #expect(throws: SuiteError.self) { try FragmentShelf.load(path) }

    #expect(error?.description.contains("b/bought.yaml:1:1: there is another") == true)
  }

  @Test func `the steps of a fragment that nobody uses are checked`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try write("good.yaml", Self.fragment("good", step: "order: { service: \"{{id}}\" }"))
    try write(
      "panel.yaml",
      Self.fragment("panel", step: "requests: anywhere\n    name: x\n  - order: \"{{id}}\""))
    try write("bad.yaml", Self.fragment("bad", step: "order: \"{{idd}}\""))
    try write("worse.yaml", Self.fragment("worse", step: "ordr: \"{{id}}\""))

    let problems = try FragmentShelf.load(path).problems(clauses: .forTests).map(\.description)

    #expect(problems.count == 2, "\(problems)")
    #expect(problems.contains { $0.contains("bad.yaml:4:12: nothing gives '{{idd}}'") })
    #expect(problems.contains { $0.contains("worse.yaml:4:5: a step has no key 'ordr'") })
  }

  @Test func `a fragment among the paths is read as one, and once`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let fragment = try write("deep/bought.yaml", Self.fragment("bought"))
    let scenario = try write("deep/a.yaml", Self.scenario("a", step: "order: 2"))

    let files = try FragmentShelf.sorted(["\(path)/deep", "\(scenario):4"])

    #expect(files.fragments.count == 1)
    #expect(files.scenarios.count == 2)
    #expect(try FragmentShelf.sorted([fragment]).scenarios == [])
    #expect(try FragmentShelf.load("\(path)/deep/none", and: [fragment, fragment]).count == 1)
  }

  @Test func `a mistake in a fragment is told once, however many scenarios use it`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try write("fragments/bought.yaml", Self.fragment("bought", step: "order: \"{{idd}}\""))
    for name in ["a", "b"] {
      try write("scenarios/\(name).yaml", Self.scenario(name, step: "use: bought, with: { id: 1 }"))
    }
    let shelf = try FragmentShelf.load("\(path)/fragments")

    let error = #expect(throws: SuiteError.self) {
      try Suite.load(["\(path)/scenarios"], clauses: .forTests, fragments: shelf)
    }

    guard case .invalid(let invalid) = error else {
      Issue.record("the scenarios were taken")
      return
    }
    #expect(invalid.problems.count == 1, "\(invalid)")
  }
}
