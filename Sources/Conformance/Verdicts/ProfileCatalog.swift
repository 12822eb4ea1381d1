internal import StrictYAML

/// A part of the documented behaviours that somebody can claim on its own.
public struct Profile: Sendable, Codable, Equatable {
  /// What `--profile` takes.
  public let name: String
  /// One sentence that says what it is about.
  public let title: String
  /// The clauses that all must be proved.
  public let clauses: [String]
}

/// The profiles of `fixtures/profiles.yaml`.
public struct ProfileCatalog: Sendable {
  /// No profile.
  public static let empty = Self(profiles: [])

  /// In the order of the file.
  public let profiles: [Profile]

  /// Creates a catalogue.
  public init(profiles: [Profile]) {
    self.profiles = profiles
  }

  /// Reads the profile file; without one there are no profiles.
  ///
  /// - Throws: ``SuiteError`` when it is unreadable or invalid, or names a clause that is not there.
  public static func load(_ path: String, clauses: ClauseCatalog) throws(SuiteError) -> Self {
    let text: String
    do throws(SuiteError) {
      text = try SourceFile.text(at: path)
    } catch SuiteError.missing {
      return .empty
    }
    do throws(InvalidSources) {
      return try catalog(in: text, file: path, clauses: clauses.ids)
    } catch {
      throw .invalid(error)
    }
  }

  /// Reads the text of a profile file.
  ///
  /// - Throws: ``InvalidSources`` with all problems.
  static func catalog(
    in text: String, file: String, clauses: Set<String>
  ) throws(InvalidSources) -> Self {
    let node = try YAMLDecoding.node(in: text, file: file)
    guard case .sequence(let items) = node.content, !items.isEmpty else {
      throw InvalidSources([.init(node.place, "the profile file must be a list of profiles")])
    }
    var decoding = ScenarioDecoding(clauses: clauses)
    let profiles = items.compactMap { profile($0, &decoding) }
    guard decoding.problems.isEmpty else { throw InvalidSources(decoding.problems) }
    return Self(profiles: profiles)
  }

  private static func profile(_ node: YAMLNode, _ decoding: inout ScenarioDecoding) -> Profile? {
    guard var reader = MappingReader(node, "a profile", &decoding.problems) else { return nil }
    let name = reader.requiredText("profile", &decoding.problems)
    let title = reader.requiredText("title", &decoding.problems)
    let clauses = decoding.clauseIDs(reader.take("clauses"), at: reader.place)
    reader.finish(&decoding.problems)
    guard let name, let title else { return nil }
    return Profile(name: name.text, title: title.text, clauses: clauses)
  }

  /// Returns the profiles of these names, or all when there are none.
  ///
  /// - Throws: ``SuiteError/unknownChoice(_:)`` with the nearest name.
  public func selecting(_ names: [String]) throws(SuiteError) -> Self {
    for name in names where !profiles.contains(where: { $0.name == name }) {
      let hint = NearestName.hint(for: name, among: profiles.map(\.name))
      throw .unknownChoice("there is no profile '\(name)'; \(hint)")
    }
    return names.isEmpty ? self : Self(profiles: profiles.filter { names.contains($0.name) })
  }
}

/// What a run says of a profile.
public struct ProfileResult: Sendable, Codable {
  /// Whether the target may claim the profile.
  public enum Verdict: String, Sendable, Codable, CaseIterable {
    /// Every clause of it is proved.
    case conformant
    /// Nothing failed, but a clause of it is not proved: skipped, not supported or not tried.
    case partial
    /// A check of one of its clauses failed.
    case failed
  }

  /// The profile.
  public let profile: Profile
  /// Whether the target may claim it.
  public let verdict: Verdict
  /// The clauses of which a check failed.
  public let failed: [String]
  /// The clauses that nothing proved.
  public let unproven: [String]

  /// The clauses that keep it from being conformant, those that failed first.
  var open: [String] { failed + unproven }

  init(_ profile: Profile, _ clauses: [RunReport.ClauseResult]) {
    let own = clauses.filter { profile.clauses.contains($0.clause.id) }
    self.profile = profile
    failed = own.filter { $0.verdict == .failed }.map(\.clause.id)
    unproven = own.filter { $0.verdict == .unproven }.map(\.clause.id)
    verdict = !failed.isEmpty ? .failed : (unproven.isEmpty ? .conformant : .partial)
  }
}
