public import StrictYAML

/// What two targets did otherwise in the same scenarios, and who is to blame for each difference.
///
/// Two reports of the same suite make one, each run with ``Runner/Configuration/keepsReplies``.
public struct TargetComparison: Sendable, Codable, Equatable {
  /// Which sides are our own panel, as it is meant to be.
  public enum Ours: Sendable {
    case left
    case right
    case both
    case neither

    /// Our side and the other, when exactly one is ours.
    var sides: (own: Blame.Party, other: Blame.Party)? {
      switch self {
      case .left: (.left, .right)
      case .right: (.right, .left)
      case .both, .neither: nil
      }
    }
  }

  /// One thing that is not the same, or that both do against the documents.
  public struct Difference: Sendable, Codable, Equatable {
    /// The first case that shows it.
    public let title: String
    /// Where that case, or the check of it, is written.
    public let place: Place
    /// What was compared: a check, a case's end, the row of calls, or a path in the answer to a call.
    public let subject: String
    /// What each side did; `nil` for nothing.
    public let left: String?
    public let right: String?
    /// Who is to blame.
    public let blame: Blame
    /// In how many cases it is seen.
    public var caseCount = 1
  }

  /// The targets' names.
  public let left: String
  public let right: String
  /// How many cases were compared.
  public let caseCount: Int
  /// How many could not be: a side left them out, has no such capability, or did not get to them.
  public let leftOut: Int
  /// How many answers were compared.
  public let replyCount: Int
  /// In the order of the cases; equal ones of several cases once.
  public let differences: [Difference]

  /// Compares two runs of the same suite.
  ///
  /// Answers are compared where `comparesReplies` says so: calls that another provisioner makes are
  /// its own.
  public init(
    _ left: RunReport, _ right: RunReport, ours: Ours, comparesReplies: Bool = true
  ) {
    let others = Dictionary(right.cases.map { ($0.title, $0) }) { first, _ in first }
    var compared = 0
    var replies = 0
    var found: [Difference] = []
    for result in left.cases {
      guard let other = others[result.title],
        result.verdict.isComparable, other.verdict.isComparable
      else { continue }
      compared += 1
      let pair = ComparedCase(left: result, right: other, report: left, ours: ours)
      let checks = pair.checkDifferences
      let calls = comparesReplies ? pair.replyDifferences : (differences: [], count: 0)
      replies += calls.count
      // What made a check fail need not be said again; otherwise every other answer counts.
      found += checks.isEmpty ? calls.differences : checks + calls.differences.prefix(1)
    }
    self.left = left.target
    self.right = right.target
    caseCount = compared
    leftOut = max(left.cases.count, right.cases.count) - compared
    replyCount = replies
    differences = Self.merged(found)
  }

  /// How many differences a party is to blame for.
  public func count(_ party: Blame.Party) -> Int {
    differences.count { $0.blame.party == party }
  }

  /// How `nslab compare` ends: what could not be asked comes before what differs, as in a run.
  public func exitCode(_ left: RunReport, _ right: RunReport) -> ExitCode {
    let ends = [left.exitCode, right.exitCode]
    for end in [ExitCode.internalFault, .unreachable, .invalidInput] where ends.contains(end) {
      return end
    }
    guard caseCount > 0 else { return .nothingRan }
    return differences.isEmpty ? .passed : .failed
  }

  private struct Kind: Hashable {
    let subject: String
    let blame: Blame
  }

  private static func merged(_ differences: [Difference]) -> [Difference] {
    var merged: [Difference] = []
    var places: [Kind: Int] = [:]
    for difference in differences {
      let kind = Kind(subject: difference.subject, blame: difference.blame)
      if let index = places[kind] {
        merged[index].caseCount += merged[index].title == difference.title ? 0 : 1
      } else {
        places[kind] = merged.count
        merged.append(difference)
      }
    }
    return merged
  }
}

extension Verdict {
  /// Whether the target did what there is to compare.
  fileprivate var isComparable: Bool {
    switch self {
    case .pass, .fail, .flaky, .xfail, .xpass, .inconclusive, .timeout: true
    case .skip, .unsupported, .blocked, .error, .notrun: false
    }
  }
}
