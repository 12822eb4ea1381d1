/// Looks at what the billing side has written for people.
enum LogStep: StepKind {
  static let contract = StepContract(
    keyword: "log",
    summary: """
      Looks at what the billing side has written since the case began: its log at the most talkative \
      level, and its errors; it takes no fields.
      """,
    fields: [], shorthand: nil,
    subjects: [
      .init("line", "the lines of the log, oldest first"),
      .init("error", "the errors of operations, the texts of tasks and the messages of problems"),
    ],
    counted: "line",
    example: """
      - log: {}
        check:
          - { clause: NS-59, line: { contains: "user.edit", not_contains: "{{password}}" } }
      """, isLooking: true)

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    let words = try await session.writtenWords()
    var seen = Observation()
    seen.values["line"] = words.log
    seen.values["error"] = words.errors
    seen.evidence = [
      Evidence("log", words.log.joined(separator: "\n")),
      Evidence("errors", words.errors.joined(separator: "\n")),
    ]
    return seen
  }
}
