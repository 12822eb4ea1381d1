internal import LocalAPI
internal import Provisioner

extension ProvisionPort {
  /// What has not succeeded yet.
  static let operations: [ProvisionRoute] = [
    ProvisionRoute(
      method: .get, path: "/operations", summary: "The commands that have not succeeded yet",
      gives: .list(.operation),
      perform: { call in try .json(try call.billing.operations().map(OperationLine.init)) }),
    ProvisionRoute(
      method: .post, path: "/operations/retry",
      summary: "Try again what is due, and hand waiting mails over", gives: .list(.retry),
      perform: { call in try .json(try await call.billing.retryDue().map(RetryLine.init)) }),
    ProvisionRoute(
      method: .post, path: "/operations/{id}/retry",
      summary: "Try an operation again now, also one that is not due or waits for a person",
      otherStatus: 202, gives: .json(.outcome),
      perform: { call in
        try .outcome(try await call.billing.retry(operation: try call.id))
      }),
  ]
}

/// A running operation, seen from outside.
struct OperationLine: Codable, Equatable {
  let id: Int64
  let service: Int64
  let command: String
  let tries: Int
  let manual: Bool
  let error: String?
  /// What the error is about, in the words of the vendor's error XML.
  let cause: CauseLine?
  /// Seconds since 1970-01-01 00:00:00 UTC.
  let due: Int64

  init(_ operation: RunningOperation) {
    id = operation.id
    service = operation.service
    command = operation.command.rawValue
    tries = operation.tries
    manual = operation.isManual
    error = operation.error
    cause = operation.cause.map(CauseLine.init)
    due = operation.due.wholeSeconds
  }
}

/// What a failure is about, seen from outside.
struct CauseLine: Codable, Equatable {
  let type: String
  let object: String
  let value: String

  init(_ cause: FailureCause) {
    type = cause.type
    object = cause.object
    value = cause.value
  }
}

/// A command that was tried again.
struct RetryLine: Codable, Equatable {
  let operation: Int64
  let service: Int64
  let command: String
  let outcome: OutcomeLine

  init(_ retry: Retry) {
    operation = retry.operation.id
    service = retry.operation.service
    command = retry.operation.command.rawValue
    outcome = OutcomeLine(retry.outcome)
  }
}
