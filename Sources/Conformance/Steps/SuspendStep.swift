/// Suspends a service.
enum SuspendStep: StepKind {
  static let contract = StepContract.command("suspend", "Suspends a service.")

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    Observation(try await session.perform(.suspend, service: arguments.number("service")))
  }
}
