/// Looks at a service without doing anything.
enum ServiceStep: StepKind {
  static let contract = StepContract.command(
    "service", "Looks at a service as the billing side knows it, and does nothing.",
    isLooking: true)

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    Observation(try await session.state(of: arguments.number("service")))
  }
}
