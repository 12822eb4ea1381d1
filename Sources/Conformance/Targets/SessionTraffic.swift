/// What a case has sent, been answered and mailed so far, by source.
public struct SessionTraffic: Sendable {
  /// Nothing, or nothing that can be seen.
  public static let none = Self(sources: [])

  /// The evidence of each source, oldest first.
  let sources: [[Evidence]]

  /// What has come since an earlier look at the same session.
  func since(_ earlier: Self) -> [Evidence] {
    sources.enumerated().flatMap { index, evidence in
      let seen = earlier.sources.indices.contains(index) ? earlier.sources[index].count : 0
      return evidence.dropFirst(seen)
    }
  }
}

extension TargetSession {
  /// Nothing, where a target's calls and mails cannot be seen.
  public func traffic() async -> SessionTraffic { .none }
}
