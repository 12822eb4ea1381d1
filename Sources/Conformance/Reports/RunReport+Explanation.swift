extension RunReport {
  /// Everything that a person needs who sees one case that did not pass, as plain text.
  ///
  /// The message, each failed check with the sentences that it proves, and the command lines that
  /// show it again.
  func explanation(of result: CaseResult) -> String {
    var lines = [result.message].compactMap(\.self)
    for check in result.checks {
      guard let finding = check.finding else { continue }
      lines.append(finding.description)
      lines += sentences(of: check).map { "  clause:   \($0)" }
      lines += check.evidence.filter { $0.kind == "reproduce" }.map { "  ask it:   \($0.text)" }
    }
    lines.append("run it:   \(Reproduction.run(result, on: target))")
    return lines.joined(separator: "\n")
  }
}
