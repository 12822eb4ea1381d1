/// Finds and mends what is not as it should be with a service.
enum SyncStep: StepKind {
  static let contract = StepContract.command(
    "sync", "Compares a service with its panel and mends what differs (`sync_item`).")

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    Observation(try await session.perform(.sync, service: arguments.number("service")))
  }
}
