/// Runs the failed operation of a service again when it is due, or by hand; without one, `open`.
enum RetryStep: StepKind {
  static let contract = StepContract.command(
    "retry",
    "Runs the failed operation of a service again when it is due, or by hand; without one, `open`.")

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    Observation(try await session.perform(.retry, service: arguments.number("service")))
  }
}
