internal import StrictYAML

/// The scenarios of a run.
public struct Suite: Sendable {
  /// Sorted by file.
  public let scenarios: [Scenario]

  /// Reads scenario files, and the files below folders.
  ///
  /// - Parameters:
  ///   - paths: Files, folders, and `FILE:LINE` for the case in that line of a file.
  ///   - clauses: What the checks may prove; a check that names another clause is refused.
  ///   - fragments: What steps can use beside the fragments of their own file.
  /// - Returns: At least one scenario.
  /// - Throws: ``SuiteError``; when files are invalid, with the problems of all of them.
  public static func load(
    _ paths: [String], clauses: ClauseCatalog, fragments: FragmentShelf = .empty
  ) throws(SuiteError) -> Self {
    var files: [String] = []
    var lines: [String: Set<Int>] = [:]
    var whole: Set<String> = []
    for path in paths {
      let (file, line) = SourceFile.lineSuffix(of: path)
      let found = try SourceFile.scenarioFiles(at: file)
      files += found
      if let line {
        for file in found { lines[file, default: []].insert(line) }
      } else {
        whole.formUnion(found)
      }
    }
    // Who asks for a line and for the whole file asks for the whole file.
    for file in whole { lines[file] = nil }
    var problems: [SourceProblem] = []
    var scenarios: [Scenario] = []
    var seen: Set<String> = []
    for file in files where seen.insert(file).inserted {
      let text = try SourceFile.text(at: file)
      do throws(InvalidSources) {
        scenarios.append(
          try ScenarioDecoding.scenario(
            in: text, file: file, clauses: clauses.ids, fragments: fragments))
      } catch {
        problems += error.problems
      }
    }
    problems += doubledNames(scenarios)
    guard problems.isEmpty else { throw .invalid(InvalidSources(problems)) }
    guard !scenarios.isEmpty else {
      throw .nothingToRun("no .yaml file in \(paths.joined(separator: ", "))")
    }
    return Self(scenarios: scenarios.map { $0.at(lines[$0.place.file] ?? []) })
  }

  /// The file or folder of a path as ``load(_:clauses:fragments:)`` takes it, without a line.
  package static func file(of path: String) -> String { SourceFile.lineSuffix(of: path).file }

  /// Returns the scenarios that prove a clause.
  ///
  /// - Throws: ``SuiteError/unknownChoice(_:)`` when there is none.
  public func proving(_ clause: String) throws(SuiteError) -> Self {
    let chosen = scenarios.filter { $0.clauses.contains(clause) }
    guard !chosen.isEmpty else { throw .unknownChoice("no scenario proves '\(clause)'") }
    return Self(scenarios: chosen)
  }

  private static func doubledNames(_ scenarios: [Scenario]) -> [SourceProblem] {
    Dictionary(grouping: scenarios, by: \.name).values.flatMap { same in
      same.dropFirst().map { scenario in
        SourceProblem(
          scenario.place,
          "there is another scenario '\(scenario.name)', in \(same[0].place.file)")
      }
    }
  }
}
