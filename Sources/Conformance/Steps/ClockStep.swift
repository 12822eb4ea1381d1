/// Lets time pass.
enum ClockStep: StepKind {
  static let contract = StepContract(
    keyword: "clock",
    summary: "Moves the clock of the billing side and of every panel forward; nobody waits.",
    fields: [
      .required("advance", .duration, "how far, in whole seconds at least: `90s`, `24h`")
    ],
    shorthand: "advance", subjects: [], counted: nil,
    example: """
      - clock: { advance: 24h }
      - clock: 90s
      """)

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    let length = try arguments.duration("advance") ?? .zero
    let seconds = length.components.seconds
    guard seconds > 0 else {
      throw StepFault.badValue(
        field: "advance", value: arguments.text("advance") ?? "", expected: "1s or more")
    }
    try await session.advanceClock(by: seconds)
    var seen = Observation()
    seen.evidence = [Evidence("clock", "forward by \(seconds) s")]
    return seen
  }
}
