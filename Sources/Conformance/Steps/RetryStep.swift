/// Runs the failed operation of a service again, as the clock or the staff would.
enum RetryStep: StepKind {
  static let contract = StepContract.command(
    "retry", "Runs the failed operation of a service again, as the clock or the staff would.")

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    Observation(try await session.perform(.retry, service: arguments.number("service")))
  }
}
