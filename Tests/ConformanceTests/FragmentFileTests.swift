import Foundation
import StrictYAML
import TestSupport
import Testing

@testable import Conformance

/// Fragments in files of their own, and what is checked of them without a scenario.
struct FragmentFileTests {
  private let scratch: Scratch
  private var path: String { scratch.folder.path(percentEncoded: false) }

  init() throws { scratch = try Scratch() }

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
    try scratch.write(Self.fragment("bought"), to: "a/bought.yaml")
    try scratch.write(Self.fragment("bought"), to: "b/bought.yaml")

    let error = #expect(throws: SuiteError.self) { try FragmentShelf.load(path) }

    #expect(error?.description.contains("b/bought.yaml:1:1: there is another") == true)
  }

  @Test func `the steps of a fragment that nobody uses are checked`() throws {
    try scratch.write(
      Self.fragment("good", step: "order: { service: \"{{id}}\" }"), to: "good.yaml")
    try scratch.write(
      Self.fragment("panel", step: "requests: anywhere\n    name: x\n  - order: \"{{id}}\""),
      to: "panel.yaml")
    try scratch.write(Self.fragment("bad", step: "order: \"{{idd}}\""), to: "bad.yaml")
    try scratch.write(Self.fragment("worse", step: "ordr: \"{{id}}\""), to: "worse.yaml")

    let problems = try FragmentShelf.load(path).problems(clauses: .forTests).map(\.description)

    #expect(problems.count == 2, "\(problems)")
    #expect(problems.contains { $0.contains("bad.yaml:4:12: nothing gives '{{idd}}'") })
    #expect(problems.contains { $0.contains("worse.yaml:4:5: a step has no key 'ordr'") })
  }

  @Test func `a fragment among the paths is read as one, and once`() throws {
    let fragment = try scratch.write(Self.fragment("bought"), to: "deep/bought.yaml")
    let scenario = try scratch.write(Self.scenario("a", step: "order: 2"), to: "deep/a.yaml")

    let files = try FragmentShelf.sorted(["\(path)/deep", "\(scenario):4"])

    #expect(files.fragments.count == 1)
    #expect(files.scenarios.count == 2)
    #expect(try FragmentShelf.sorted([fragment]).scenarios == [])
    #expect(try FragmentShelf.load("\(path)/deep/none", and: [fragment, fragment]).count == 1)
  }

  @Test func `a mistake in a fragment is told once, however many scenarios use it`() throws {
    try scratch.write(
      Self.fragment("bought", step: "order: \"{{idd}}\""), to: "fragments/bought.yaml")
    for name in ["a", "b"] {
      try scratch.write(
        Self.scenario(name, step: "use: bought, with: { id: 1 }"), to: "scenarios/\(name).yaml")
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
