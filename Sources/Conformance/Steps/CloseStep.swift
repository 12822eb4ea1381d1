/// Closes a service.
enum CloseStep: StepKind {
  static let contract = StepContract.command("close", "Closes a service.")

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    Observation(try await session.perform(.close, service: arguments.number("service")))
  }
}
