internal import StrictYAML

/// Failures that are known, each with its reason: what fails so is no news, what passes is.
public struct Baseline: Sendable {
  /// Nothing is known to fail.
  public static let empty = Self(entries: [])

  /// One known failure.
  struct Entry: Sendable {
    let scenario: String
    /// The row; `nil` for every case of the scenario.
    let row: String?
    let reason: String
    let place: Place
  }

  let entries: [Entry]

  /// Reads a baseline file.
  ///
  /// - Throws: ``SuiteError`` when it is missing, unreadable or invalid.
  public static func load(_ path: String) throws(SuiteError) -> Self {
    let text = try SourceFile.text(at: path)
    do throws(InvalidSources) {
      return try baseline(in: text, file: path)
    } catch {
      throw .invalid(error)
    }
  }

  /// Reads the text of a baseline file: a list of `scenario`, `case` and `reason`.
  ///
  /// - Throws: ``InvalidSources`` with all problems.
  static func baseline(in text: String, file: String) throws(InvalidSources) -> Self {
    let node = try YAMLDecoding.node(in: text, file: file)
    var problems: [SourceProblem] = []
    guard case .sequence(let items) = node.content else {
      throw InvalidSources([.init(node.place, "a baseline must be a list of known failures")])
    }
    let entries = items.compactMap { item -> Entry? in
      guard var reader = MappingReader(item, "a known failure", &problems) else { return nil }
      let scenario = reader.requiredText("scenario", &problems)
      let row = reader.text("case", &problems)
      let reason = reader.requiredText("reason", &problems)
      reader.finish(&problems)
      guard let scenario, let reason else { return nil }
      return Entry(
        scenario: scenario.text, row: row?.text, reason: reason.text, place: item.place)
    }
    guard problems.isEmpty else { throw InvalidSources(problems) }
    return Self(entries: entries)
  }

  /// Makes sure that every entry names a case that exists.
  ///
  /// - Throws: ``SuiteError/invalid(_:)``; a baseline that outlives its scenarios hides nothing.
  public func require(in suite: Suite) throws(SuiteError) {
    let names = suite.scenarios.map(\.name)
    let problems = entries.compactMap { entry -> SourceProblem? in
      guard let scenario = suite.scenarios.first(where: { $0.name == entry.scenario }) else {
        let hint = NearestName.hint(for: entry.scenario, among: names)
        return SourceProblem(entry.place, "there is no scenario '\(entry.scenario)'; \(hint)")
      }
      guard let row = entry.row, !scenario.cases.contains(where: { $0.name == row }) else {
        return nil
      }
      let hint = NearestName.hint(for: row, among: scenario.cases.map(\.name))
      return SourceProblem(entry.place, "'\(entry.scenario)' has no case '\(row)'; \(hint)")
    }
    guard problems.isEmpty else { throw .invalid(InvalidSources(problems)) }
  }

  /// Returns a result as it reads when one knows what is known.
  func applied(to result: CaseResult) -> CaseResult {
    let entry = entries.first {
      $0.scenario == result.scenario && ($0.row.map { $0 == result.name } ?? true)
    }
    guard let entry else { return result }
    var known = result
    known.expectFailure(entry.reason)
    return known
  }
}
