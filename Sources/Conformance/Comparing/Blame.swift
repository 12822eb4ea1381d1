/// Who is to blame for a difference between two targets, and why we say so.
public struct Blame: Sendable, Equatable, Hashable, Codable {
  /// Who it is.
  public enum Party: String, Sendable, Codable, CaseIterable {
    case left
    case right
    /// Neither target does what the sentence says.
    case document
    /// Nothing that we know tells which of the two is right.
    case unknown
  }

  /// Who it is.
  public let party: Party
  /// Why, with the source.
  public let reason: String

  /// Judges an answer that is not the same on both sides.
  ///
  /// Only where exactly one side is our panel as it is meant to be do the marks of docs/functions.md
  /// speak for a side: what is documented counts against the other, what we assume against ours. What
  /// was observed was so in a version that nobody knows, so that it decides nothing.
  init(_ basis: WireBasis?, _ function: String, ours: TargetComparison.Ours) {
    guard let (own, other) = ours.sides else {
      self.init(.unknown, "no side alone is our panel as it is meant to be")
      return
    }
    switch basis {
    case .documented(let source):
      self.init(other, "documented for \(function): \(source)")
    case .observed(let source):
      self.init(.unknown, "observed for \(function), in another version perhaps: \(source)")
    case .assumed(let reason):
      self.init(own, "our panel only assumes it for \(function): \(reason)")
    case nil:
      self.init(.unknown, "no contract says what \(function) does here")
    }
  }

  init(_ party: Party, _ reason: String) {
    self.party = party
    self.reason = reason
  }
}
