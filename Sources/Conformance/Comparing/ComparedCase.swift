internal import StrictYAML

/// One case as two targets did it.
struct ComparedCase {
  typealias Difference = TargetComparison.Difference

  let left: CaseResult
  let right: CaseResult
  /// Where the sentences of the clauses are.
  let report: RunReport
  let ours: TargetComparison.Ours

  /// The checks that do not hold on a side, each paired with the same one of the other side.
  var checkDifferences: [Difference] {
    var others = Dictionary(grouping: right.checks, by: CheckKey.init).mapValues { $0[...] }
    let unlike = left.checks.compactMap { check -> Difference? in
      guard let other = others[CheckKey(check)]?.popFirst(),
        let blame = blame(check, other)
      else { return nil }
      return Difference(
        title: left.title, place: check.place, subject: "check \(subject(of: check, other))",
        left: check.seen, right: other.seen, blame: blame)
    }
    let isLate = (left.verdict == .timeout) != (right.verdict == .timeout)
    return isLate ? unlike + [lateness] : unlike
  }

  private var lateness: Difference {
    Difference(
      title: left.title, place: left.place, subject: "end of the case",
      left: left.verdict.rawValue, right: right.verdict.rawValue,
      blame: Blame(left.verdict == .timeout ? .left : .right, "it did not answer in time"))
  }

  private func blame(_ left: CheckResult, _ right: CheckResult) -> Blame? {
    let sentence = report.sentences(of: left).first ?? "no clause"
    switch (left.verdict, right.verdict) {
    case (.fail, .fail):
      return Blame(.document, "neither side does what it says: \(sentence)")
    case (.fail, .pass): return Blame(.left, sentence)
    case (.pass, .fail): return Blame(.right, sentence)
    case (.inconclusive, _), (_, .inconclusive):
      return Blame(.unknown, "the documents are silent here: \(sentence)")
    // What a side did not get to is the consequence of something that is told already.
    default: return nil
    }
  }

  private func subject(of check: CheckResult, _ other: CheckResult) -> String {
    let path = check.finding?.path ?? other.finding?.path ?? ""
    return "\(check.step): \(path)"
  }

  /// What is not the same in the answers, up to the first call that only one side got, and how many
  /// answers were compared.
  var replyDifferences: (differences: [Difference], count: Int) {
    var found: [Difference] = []
    var volatile = (VolatileText(), VolatileText())
    let (ours, theirs) = (left.replies ?? [], right.replies ?? [])
    for (index, (one, other)) in zip(ours, theirs).enumerated() {
      guard one.panel == other.panel, one.function == other.function else {
        found.append(otherCall(index + 1, one, other))
        return (found, index)
      }
      // The same bytes hold the same ids on both sides, so the counts stay together.
      guard one.body != other.body || one.status != other.status else { continue }
      let pair = (ComparableReply(one, &volatile.0), ComparableReply(other, &volatile.1))
      let basis = WireBasis.of(one.function, refusal: ownRefusal(pair.0, pair.1))
      found += ComparableReply.differences(pair.0, pair.1).map { difference in
        answer(to: one.function, difference, basis)
      }
    }
    let count = min(ours.count, theirs.count)
    if ours.count != theirs.count {
      found.append(
        otherCall(
          count + 1, ours.dropFirst(count).first, theirs.dropFirst(count).first))
    }
    return (found, count)
  }

  /// What our side refuses with: how we know that it does so speaks for every part of its answer.
  ///
  /// What the other side refuses with is what is judged, and says nothing of how we know our answer.
  private func ownRefusal(
    _ left: ComparableReply, _ right: ComparableReply
  ) -> (type: String, object: String)? {
    switch ours.sides?.own {
    case .left: left.refusal
    case .right: right.refusal
    default: nil
    }
  }

  private func answer(
    to function: String, _ difference: ComparableReply.Difference, _ basis: WireBasis?
  ) -> Difference {
    Difference(
      title: left.title, place: left.place, subject: "\(function) \(difference.path)",
      left: difference.left, right: difference.right,
      blame: Blame(basis, function, ours: ours))
  }

  /// The sides do not make the same calls from here on; what an answer made of it comes before.
  private func otherCall(
    _ number: Int, _ one: RecordedReply?, _ other: RecordedReply?
  ) -> Difference {
    func call(_ reply: RecordedReply?) -> String? {
      reply.map { "call \(number): \($0.panel) \($0.function)" }
    }
    return Difference(
      title: left.title, place: left.place, subject: "row of calls", left: call(one),
      right: call(other),
      blame: Blame(.unknown, "what is called next follows from what was answered before"))
  }
}

/// What makes two results of two runs the same check.
private struct CheckKey: Hashable {
  let place: Place
  let step: String

  init(_ check: CheckResult) {
    place = check.place
    step = check.step
  }
}

extension CheckResult {
  /// How it ended, and what was there instead.
  fileprivate var seen: String {
    guard let finding else { return verdict.rawValue }
    let there = finding.actual.isEmpty ? "(nothing)" : finding.actual.joined(separator: " | ")
    return "\(verdict.rawValue): \(there)"
  }
}
