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
  /// - Returns: What was tried, in the order of its due time. A service that somebody else works on, or
  ///   whose operation was ended meanwhile, is left out.
  /// - Throws: The first of what the store or a checkpoint throws, when all have had their turn.
  public func retryDue() async throws -> [Retry] {
    var retries: [Retry] = []
    var failures: [any Error] = []
    for service in try store.servicesWithPendingMail() {
      do {
        _ = try await ifFree(service) { try await deliverMail(of: service) }
      } catch {
        failures.append(error)
      }
      try Task.checkCancellation()
    }
    for operation in try store.dueOperations(now: clock.now()) {
      do {
        if let outcome = try await retry(operation) {
          retries.append(Retry(operation: operation, outcome: outcome))
        }
      } catch {
        failures.append(error)
      }
      try Task.checkCancellation()
    }
    if let first = failures.first { throw first }
    return retries
  }

  /// Tries an operation again now, also one that is not due or waits for a person.
  ///
  /// - Throws: ``BillingError/noSuch(_:_:)`` when it has ended, also while this waited for its service;
  ///   and as ``perform(_:service:)``.
  public func retry(operation id: Int64) async throws -> Outcome {
    let gone = BillingError.noSuch("operation", "\(id)")
    guard let operation = try store.operation(id) else { throw gone }
    return try await store.locks.withLock(operation.service) {
      guard try store.operation(id) != nil else { throw gone }
      return try await performLocked(operation.command, store.service(operation.service))
    }
  }

  private func retry(_ operation: RunningOperation) async throws -> Outcome? {
    try await ifFree(operation.service) {
      guard try store.operation(of: operation.service) == operation else { return nil }
      return try await performLocked(operation.command, store.service(operation.service))
    } ?? nil
  }

  /// Does `work` under a service's lock, or nothing when somebody else has it: what is due now is due at
  /// the next look as well.
  private func ifFree<Value: Sendable>(
    _ service: Int64, _ work: @Sendable () async throws -> Value
  ) async throws -> Value? {
    do {
      return try await store.locks.withLock(service, waits: false, work)
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
    if command == .reopen, service.status == .active { try requireSettled(service) }
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

  /// Opening again leaves a user where he is, so it cannot finish a change that is to move him.
  private func requireSettled(_ service: Service) throws {
    let isSettled: Bool
    do {
      isSettled = try choice(of: service) == providedChoice(of: service)
    } catch is OperationFailure {
      isSettled = false
    }
    guard isSettled else {
      throw BillingError.unfinished(service: service.id, pending: .setparam, command: .reopen)
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
