extension FailureCode {
  /// The code explained in lines for a terminal.
  public var text: String {
    "\(rawValue), exit code \(exitCode.rawValue)\n\(sentence)\n\nWhat to do: \(mend)\n"
  }

  /// The page `docs/failure-codes.md`, made from the catalogue.
  public static var markdown: String {
    let rows = allCases.map { code in
      "| \(code.rawValue) | \(code.exitCode.rawValue) | \(code.sentence) | \(code.mend) |"
    }
    return """
      # Failure codes

      This page is made from the catalogue of codes; a test keeps it current. `nslab explain E301` shows
      one of them. A code keeps its meaning for ever. The exit code is that of a run in which nothing
      worse happened: 0 for what is neither passed nor failed.

      | code | exit | what happened | what to do |
      | --- | --- | --- | --- |
      \(rows.joined(separator: "\n"))

      """
  }
}
