/// Lets time pass.
enum ClockStep: StepKind {
  static let contract = StepContract(
    keyword: "clock",
    summary: "Moves the clock of the billing side and of every panel forward; nobody waits.",
    fields: [
      .required("advance", .text, "how far: a whole number and `s`, `m`, `h` or `d`, such as `24h`")
    ],
    shorthand: "advance", subjects: [], counted: nil,
    example: """
      - clock: { advance: 24h }
      - clock: 90s
      """)

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    let text = try arguments.required("advance")
    guard let seconds = seconds(text) else {
      throw StepFault.badValue(
        field: "advance", value: text, expected: "1s or more, such as 90s, 24h or 7d")
    }
    try await session.advanceClock(by: seconds)
    var seen = Observation()
    seen.evidence = [Evidence("clock", "forward by \(seconds) s")]
    return seen
  }

  /// Reads `90s` and its like; `nil` for what is no time or more than a century.
  private static func seconds(_ text: String) -> Int64? {
    let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
    guard let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()),
      (1...3_153_600_000 / unit).contains(count)
    else { return nil }
    return count * unit
  }
}
