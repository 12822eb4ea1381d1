internal import Foundation

extension TargetComparison {
  /// The comparison for a terminal: each difference with both sides and who is to blame, then figures.
  public var text: String {
    differences.map(paragraph).joined() + summary + "\n"
  }

  /// The comparison as JSON.
  ///
  /// - Throws: What the encoder says, which would be a fault of ours.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  private func paragraph(_ difference: Difference) -> String {
    let others = difference.caseCount - 1
    return """
      \(difference.title.printable)\(others > 0 ? " and \(others) others" : "")
        at:     \(difference.place)
        what:   \(difference.subject.printable)
        left:   \(Self.shown(difference.left))
        right:  \(Self.shown(difference.right))
        blame:  \(name(of: difference.blame.party)): \(difference.blame.reason.printable)

      """
  }

  private var summary: String {
    let parties = Blame.Party.allCases.map { "\(count($0)) \(name(of: $0))" }
    return "left \(left), right \(right): \(caseCount) cases and \(replyCount) answers compared, "
      + "\(leftOut) cases left out; \(differences.count) differences "
      + "(\(parties.joined(separator: ", ")))"
  }

  private func name(of party: Blame.Party) -> String {
    switch party {
    case .left: "left (\(left))"
    case .right: "right (\(right))"
    case .document: "the document"
    case .unknown: "cannot tell"
    }
  }

  private static func shown(_ text: String?) -> String {
    guard let text else { return "(nothing)" }
    return text.count > 300 ? "\(text.prefix(300).printable)…" : text.printable
  }
}
