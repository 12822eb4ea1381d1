internal import Logging

/// A command that was tried again because it was due.
public struct Retry: Equatable, Sendable {
  /// The operation as it was before.
  public let operation: RunningOperation
  /// How it ended this time.
  public let outcome: Outcome
}

extension Provisioner {
  /// Carries a command out, or goes on with it: the same call starts, repeats and restarts by hand.
  ///
  /// What the panel refuses is an outcome, not an error: the operation is kept with its tries.
  ///
  /// - Throws: ``BillingError`` when there is no such service or the command does not fit its status;
  ///   what the store or a checkpoint throws. The command can be given again after any of them.
  public func perform(_ command: Command, service id: Int64) async throws -> Outcome {
    try await store.locks.withLock(id) {
      try await performLocked(command, store.service(id))
    }
  }

  /// Tries every operation that is due, and every mail that is waiting.
  ///
  /// - Returns: What was tried, in the order of its due time. A service that another process holds,
  ///   or whose operation was ended meanwhile, is left out.
  public func retryDue() async throws -> [Retry] {
    for service in try store.servicesWithPendingMail() {
      _ = try await store.locks.withLock(service) { try await deliverMail(of: service) }
    }
    var retries: [Retry] = []
    for operation in try store.dueOperations(now: clock.now()) {
      if let outcome = try await retry(operation) {
        retries.append(Retry(operation: operation, outcome: outcome))
      }
    }
    return retries
  }

  private func retry(_ operation: RunningOperation) async throws -> Outcome? {
    do {
      return try await store.locks.withLock(operation.service) {
        guard try store.operation(of: operation.service) == operation else { return nil }
        return try await performLocked(operation.command, store.service(operation.service))
      }
    } catch BillingError.busy {
      return nil
    }
  }

  /// Carries a command out under the service's lock; when it returns, its end is on the disk.
  func performLocked(_ command: Command, _ service: Service) async throws -> Outcome {
    let outcome = try await carryOut(command, service)
    try await store.keep()
    return outcome
  }

  private func carryOut(_ command: Command, _ service: Service) async throws -> Outcome {
    guard service.itemType == Service.dedicated || configuration.mutant == .servesEveryItemType
    else { throw BillingError.wrongItemType(service: service.id, type: service.itemType) }
    switch (command, service.status) {
    case (.open, .active):
      let mail = try await deliverMail(of: service.id)
      return .done(Completion("the service is active already", mail: mail))
    case (.close, .deleted):
      return .done(Completion("the service is closed already"))
    case (.open, .ordered), (.open, .processing), (.suspend, .active), (.suspend, .suspended),
      (.resume, .active), (.resume, .suspended), (.close, _), (.setparam, .active),
      (.reopen, .active), (.reopen, .processing), (.syncItem, .active), (.syncItem, .suspended):
      return try await run(command, service)
    default:
      throw BillingError.wrongStatus(
        service: service.id, status: service.status, command: command)
    }
  }

  private func run(_ command: Command, _ service: Service) async throws -> Outcome {
    let operation = try store.begin(command, of: service, now: clock.now())
    try configuration.checkpoint(.operationBegun)
    do {
      let completion = try await completion(of: operation, service)
      try configuration.checkpoint(.completed)
      logger.info("Command done.", metadata: ["operation": "\(operation.id)"])
      return .done(completion)
    } catch let failure as OperationFailure {
      let failed = try store.fail(
        operation, failure, now: clock.now(),
        rollsBack: command == .setparam && configuration.mutant != .keepsFailedTariff)
      logger.warning(
        "Command failed.",
        metadata: ["operation": "\(operation.id)", "error": "\(failure.message.debugDescription)"])
      return .failed(failed)
    }
  }

  private func completion(
    of operation: RunningOperation, _ service: Service
  ) async throws -> Completion {
    switch operation.command {
    case .open, .reopen:
      try await Open(billing: self, service: service, operation: operation).run()
    case .suspend: try await Suspend(billing: self, service: service).run()
    case .resume: try await Resume(billing: self, service: service).run()
    case .close: try await Close(billing: self, service: service, operation: operation).run()
    case .setparam, .syncItem:
      try await Convergence(billing: self, service: service, operation: operation).run()
    }
  }
}
