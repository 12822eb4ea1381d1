internal import ArgumentParser
internal import Conformance

/// Which scenarios and cases of them.
struct RunChoice: ParsableArguments {
  @Argument(
    help: """
      Scenario files and folders, or FILE:LINE for the case in that line; without any, all of the \
      fixtures.
      """)
  var paths: [String] = []

  @Option(
    help: ArgumentHelp("Only scenarios that prove this clause; can be repeated.", valueName: "id"))
  var clause: [String] = []

  @Option(help: ArgumentHelp("Only scenarios with this tag; can be repeated.", valueName: "tag"))
  var tag: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only the scenario of this name, or the case 'scenario [row]'; can be repeated.",
      valueName: "name"))
  var id: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only scenarios that prove a clause of this profile, which then must be conformant (of a part, "
        + "when it is merged); can be repeated.", valueName: "profile"))
  var profile: [String] = []

  @Flag(help: "Only cases that did not pass when they last ran here.")
  var lastFailed = false

  @Option(
    help: ArgumentHelp(
      "A JSON report of an earlier run, to make the parts of --shard equally long.",
      valueName: "file"))
  var durations: String?

  @Option(
    help: ArgumentHelp("Only the k-th of n parts of the cases.", valueName: "k/n"),
    transform: part)
  var shard: Selection.Shard?

  @Option(name: .customLong("repeat"), help: "Run each case so many times.")
  var times = 1

  @Option(help: ArgumentHelp("Refuse to run unless so many cases are chosen.", valueName: "count"))
  var expectCount: Int?

  func validate() throws {
    guard (1...10_000).contains(times) else {
      throw ValidationError("--repeat must be 1 to 10000, not \(times).")
    }
    guard durations == nil || shard != nil else {
      throw ValidationError("--durations goes with --shard.")
    }
  }

  private static func part(_ text: String) throws -> Selection.Shard {
    guard let shard = Selection.Shard(text) else {
      throw ValidationError("'\(text)' is no part; write 2/5 for the second of five.")
    }
    return shard
  }

  /// Reads the scenarios and returns the chosen cases.
  func suite(_ fixtures: Fixtures, _ catalog: ClauseCatalog) throws -> Suite {
    for id in clause where !catalog.ids.contains(id) {
      throw ValidationError(
        "--clause: there is no clause '\(id)' in \(fixtures.clauseFile); see 'nslab clauses'.")
    }
    return try Console.orExit { () throws(SuiteError) in
      let all = try fixtures.suite(paths, catalog)
      let chosen = try all.selecting(try selection(fixtures, catalog)).repeated(times)
      if let expectCount { try chosen.require(caseCount: expectCount) }
      return chosen
    }
  }

  /// Whether the whole suite is asked for, so that nothing that is named can be outside of it.
  var isEverything: Bool { isPartOfEverything && shard == nil && profile.isEmpty }

  /// Whether all shards together are the whole suite.
  private var isPartOfEverything: Bool {
    paths.isEmpty && clause.isEmpty && tag.isEmpty && id.isEmpty && !lastFailed
  }

  /// The profiles that the report judges: those asked for, or all when the whole suite runs.
  func profiles(_ fixtures: Fixtures, _ catalog: ClauseCatalog) throws(SuiteError) -> ProfileCatalog
  {
    guard !profile.isEmpty || isPartOfEverything else { return .empty }
    return try fixtures.profiles(catalog).selecting(profile)
  }

  private func selection(
    _ fixtures: Fixtures, _ catalog: ClauseCatalog
  ) throws(SuiteError) -> Selection {
    var selection = Selection()
    selection.clauses = clause
    selection.tags = tag
    selection.ids = id
    selection.shard = shard
    if !profile.isEmpty {
      selection.profiles = try fixtures.profiles(catalog).selecting(profile).profiles
    }
    if let durations { selection.durations = try LastRun.durations(ofReport: durations) }
    if lastFailed { selection.titles = try Self.lastFailures() }
    return selection
  }

  private static func lastFailures() throws(SuiteError) -> Set<String> {
    guard let last = try LastRun.load() else {
      throw .nothingToRun("nothing ran here yet, there is no \(LastRun.path)")
    }
    guard !last.failed.isEmpty else {
      throw .nothingToRun("every case passed when it last ran here")
    }
    return last.failed
  }
}
