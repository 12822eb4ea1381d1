/// Resumes a suspended service.
enum ResumeStep: StepKind {
  static let contract = StepContract.command("resume", "Resumes a suspended service.")

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    Observation(try await session.perform(.resume, service: arguments.number("service")))
  }
}
