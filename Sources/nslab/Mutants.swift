internal import ArgumentParser
internal import Conformance
internal import Foundation
internal import StrictYAML

/// Shows the suite wrong behaviours and prints which check noticed each.
struct Mutants: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutants",
    abstract: "Show the suite wrong behaviours and print which check noticed each.",
    discussion: """
      Each wrong behaviour is shown to the scenarios that name its clauses; a check of one of these \
      clauses must fail, and when all are shown, a check of every clause. Exit codes: 0 all were \
      noticed; 1 one was not, a clause has none, or the suite fails without any; 3 a file is missing or \
      invalid; 64 a wrong command line.
      """)

  @OptionGroup var fixtures: Fixtures

  @Argument(help: "Names of wrong behaviours; without any, all.")
  var names: [String] = []

  @OptionGroup var parallel: JobsOption

  @Flag(help: "Print the names and their clauses, and run nothing.")
  var list = false

  func validate() throws {
    let known = MutantCatalog.entries.map(\.name)
    for name in names where !known.contains(name) {
      throw ValidationError(
        "There is no wrong behaviour '\(name)'; \(NearestName.hint(for: name, among: known))")
    }
  }

  func run() async throws {
    let mutants = MutantCatalog.entries.filter { names.isEmpty || names.contains($0.name) }
    guard !list else { return try mutants.forEach { try Console.write("\($0.title)\n") } }
    let catalog = try Console.orExit { () throws(SuiteError) in try fixtures.clauses() }
    let suite = try Console.orExit { () throws(SuiteError) in
      try fixtures.suite([], catalog)
    }
    let target = FakeTarget(worlds: fixtures.worldFolder)
    let right = await Runner(clauses: catalog, configuration: .init(jobs: parallel.jobs))
      .run(suite, on: target)
    guard right.exitCode == .passed else {
      Console.complain("the suite fails without a wrong behaviour; see 'nslab run'")
      throw ArgumentParser.ExitCode(right.exitCode.rawValue)
    }
    let outcomes = await MutationRun(suite, clauses: catalog).outcomes(
      of: mutants, jobs: parallel.jobs ?? ProcessInfo.processInfo.activeProcessorCount
    ) { target.showing($0) }
    for outcome in outcomes { try Console.write("\(outcome.line)\n") }
    let noticed = outcomes.count { $0.caught != nil }
    try Console.write("\(noticed) of \(outcomes.count) wrong behaviours noticed\n")
    let unbroken = names.isEmpty ? Self.unbroken(catalog, outcomes) : []
    if names.isEmpty {
      try Console.write(
        "\(catalog.clauses.count - unbroken.count) of \(catalog.clauses.count) clauses have a check "
          + "that failed for one\n")
    }
    for clause in unbroken { Console.complain("no wrong behaviour fails a check of \(clause)") }
    guard noticed == outcomes.count, unbroken.isEmpty else {
      throw ArgumentParser.ExitCode(Conformance.ExitCode.failed.rawValue)
    }
  }
}

extension Mutants {
  /// The clauses of which no check failed, and that do not say why none can.
  private static func unbroken(
    _ catalog: ClauseCatalog, _ outcomes: [MutationRun.Outcome]
  ) -> [String] {
    let broken = outcomes.reduce(into: Set<String>()) { $0.formUnion($1.broken) }
    return catalog.clauses.filter { $0.unbreakable == nil && !broken.contains($0.id) }.map(\.id)
  }
}

extension MutantCatalog.Entry {
  fileprivate var title: String {
    "\(side.rawValue) \(name)  \(clauses.sorted().joined(separator: " "))"
  }
}

extension MutationRun.Outcome {
  fileprivate var line: String {
    guard let caught else { return "survived  \(mutant.title)  after \(caseCount) cases" }
    return "killed    \(mutant.title)  by \(caught.clauses.joined(separator: " ")) "
      + "at \(caught.place) in \(caught.title)"
  }
}
