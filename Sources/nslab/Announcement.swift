internal import ServiceLifecycle

/// Says that all is ready once the group has put its hands on the signals: who reads that may send one
/// at once.
struct Announcement: ServiceLifecycle.Service {
  let announce: @Sendable () throws -> Void

  func run() async throws {
    try announce()
    try? await gracefulShutdown()
  }
}
