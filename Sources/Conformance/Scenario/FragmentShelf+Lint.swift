internal import Foundation
public import StrictYAML

/// Fragments by themselves, without a scenario that uses them.
extension FragmentShelf {
  /// Returns the files that are fragments, and what remains of the paths: files and folders of scenarios.
  ///
  /// A fragment is what has the key `fragment` at its root. A folder with fragments in it is replaced by
  /// its other files.
  ///
  /// - Throws: ``SuiteError/missing(_:)`` and the other ways in which a file cannot be read.
  public static func sorted(
    _ paths: [String]
  ) throws(SuiteError) -> (scenarios: [String], fragments: [String]) {
    var scenarios: [String] = []
    var fragments: [String] = []
    for path in paths {
      // Only a scenario has cases, which stand in lines of their own.
      guard SourceFile.lineSuffix(of: path).line == nil else {
        scenarios.append(path)
        continue
      }
      let files = try SourceFile.scenarioFiles(at: path)
      var own: [String] = []
      for file in files where try isFragment(file) { own.append(file) }
      fragments += own
      scenarios += own.isEmpty ? [path] : files.filter { !own.contains($0) }
    }
    return (scenarios, fragments)
  }

  /// Returns what is wrong in the steps of all fragments, whether or not a scenario uses them.
  public func problems(clauses: ClauseCatalog) -> [SourceProblem] {
    fragments.values.flatMap {
      ScenarioDecoding.problems(in: $0, clauses: clauses.ids, fragments: self)
    }
  }

  private static func isFragment(_ file: String) throws(SuiteError) -> Bool {
    let text = try SourceFile.text(at: file)
    // Most files are scenarios, and to parse them here would be to parse them twice.
    guard text.contains("fragment"), let node = try? YAMLDecoding.node(in: text, file: file) else {
      return false
    }
    return node.has("fragment") && !node.has("scenario")
  }
}
