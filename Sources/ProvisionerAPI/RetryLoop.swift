internal import Logging
public import Provisioner
public import ServiceLifecycle

/// Tries again what is due, for as long as it runs.
///
/// Operations are due five minutes after they failed, by the provisioner's own clock; the loop only
/// looks often enough. What goes wrong is logged, and looked at again the next time.
public struct RetryLoop: ServiceLifecycle.Service {
  /// How often it looks, without a wish of its own (assumed: often against five minutes).
  public static let pause = Duration.seconds(10)

  private let billing: Provisioner
  private let pause: Duration
  private let logger: Logger

  /// Makes a loop that pauses between two looks.
  public init(_ billing: Provisioner, pause: Duration = pause) {
    self.billing = billing
    self.pause = pause
    logger = Logger(label: "nslab.provisioner.retry")
  }

  /// Runs until the surrounding service group shuts down or the task is cancelled.
  public func run() async {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await look()
        try? await Task.sleep(for: pause)
      }
    }
  }

  private func look() async {
    do {
      for retry in try await billing.retryDue() {
        logger.info(
          "Tried again.",
          metadata: [
            "operation": "\(retry.operation.id)", "service": "\(retry.operation.service)",
            "done": "\(retry.outcome.isDone)",
          ])
      }
    } catch {
      logger.error("Cannot try again now.", metadata: ["cause": "\("\(error)".debugDescription)"])
    }
  }
}
