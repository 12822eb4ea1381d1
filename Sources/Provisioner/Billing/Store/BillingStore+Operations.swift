internal import Foundation
internal import GRDB

extension BillingStore {
  /// Notes that a command begins, in one transaction with the service's status.
  ///
  /// The same command goes on with its tries; another one replaces what was left unfinished, so that
  /// a forgotten `suspend` cannot be tried again after a `resume`.
  ///
  /// - Throws: ``BillingError/unfinished(service:pending:command:)`` where it must not.
  func begin(_ command: Command, of service: Service, now: Date) throws -> RunningOperation {
    try write(.keptLater) {
      try Self.begin(command, of: service, now: now, $0)
    }
  }

  /// With `afresh` the same command begins again, too: it is to do something else.
  static func begin(
    _ command: Command, of service: Service, afresh: Bool = false, now: Date, _ database: Database
  ) throws -> RunningOperation {
    let left = try Stored<RunningOperation>.one(
      database, "SELECT * FROM operation WHERE service = ?", [service.id])
    if let left, !command.mayReplace(left.command) {
      throw BillingError.unfinished(service: service.id, pending: left.command, command: command)
    }
    if command == .open || command == .reopen {
      try setStatus(.processing, of: service.id, database)
    }
    if let left, left.command == command, !afresh { return left }
    try dropOperation(of: service.id, database)
    try database.run(
      sql: """
        INSERT INTO operation (service, command, tries, isManual, due) VALUES (?, ?, 0, 0, ?)
        """, arguments: [service.id, command.rawValue, stored(now)])
    return RunningOperation(
      id: database.lastInsertedRowID, service: service.id, command: command, tries: 0,
      isManual: false, error: nil, cause: nil, due: now)
  }

  /// Records a failed try: when it is tried next, or that a person must look and one task for him.
  ///
  /// With `rollsBack` an unfinished tariff change is undone in the same transaction.
  func fail(
    _ operation: RunningOperation, _ failure: OperationFailure, now: Date, rollsBack: Bool = false
  ) throws -> RunningOperation {
    let tries = operation.tries + 1
    let failed = RunningOperation(
      id: operation.id, service: operation.service, command: operation.command, tries: tries,
      isManual: operation.isManual || failure.isPermanent || tries >= RunningOperation.maximumTries,
      error: failure.message, cause: failure.cause,
      due: now.addingTimeInterval(RunningOperation.retryInterval))
    let cause = try Self.json(failure.cause)
    try write(.keptLater) { database in
      try database.run(
        sql: """
          UPDATE operation SET tries = ?, isManual = ?, error = ?, cause = ?, due = ? WHERE id = ?
          """,
        arguments: [
          tries, failed.isManual, failed.error, cause, Self.stored(failed.due), failed.id,
        ])
      if rollsBack {
        try Self.rollBackTariffChange(of: failed.service, database)
      }
      if failed.isManual {
        try Self.insertTask(failed, failure, now, database)
      }
      if let integration = failure.problem {
        try Self.upsertProblem(integration, failure.message, now, database)
      }
    }
    return failed
  }

  func operations() throws -> [RunningOperation] {
    try read { try Stored<RunningOperation>.all($0, "SELECT * FROM operation ORDER BY id") }
  }

  /// The operations whose time has come.
  ///
  /// None is ever due later than an interval from now: what seems to be was noted before the clock
  /// went backwards, and must not wait until it gets there again.
  func dueOperations(now: Date) throws -> [RunningOperation] {
    let latest = now.addingTimeInterval(RunningOperation.retryInterval)
    return try read {
      try Stored<RunningOperation>.all(
        $0,
        """
        SELECT * FROM operation WHERE isManual = 0 AND (due <= ? OR due > ?) ORDER BY due, id
        """, [Self.stored(now), Self.stored(latest)])
    }
  }

  func operation(_ id: Int64) throws -> RunningOperation? {
    try read { try Stored<RunningOperation>.one($0, "SELECT * FROM operation WHERE id = ?", [id]) }
  }

  func operation(of service: Int64) throws -> RunningOperation? {
    try read {
      try Stored<RunningOperation>.one($0, "SELECT * FROM operation WHERE service = ?", [service])
    }
  }

  func tasks() throws -> [BillingTask] {
    try read { try Stored<BillingTask>.all($0, "SELECT * FROM task ORDER BY id") }
  }

  func problems() throws -> [Problem] {
    try read { try Stored<Problem>.all($0, "SELECT * FROM problem ORDER BY integration, kind") }
  }

  func dropProblems(of integration: Int64) throws {
    try write(.redone) { try Self.dropProblems(of: integration, $0) }
  }

  static func dropProblems(of integration: Int64, _ database: Database) throws {
    try database.run(sql: "DELETE FROM problem WHERE integration = ?", arguments: [integration])
  }

  static func dropOperation(of service: Int64, _ database: Database) throws {
    try database.run(sql: "DELETE FROM operation WHERE service = ?", arguments: [service])
  }

  private static func insertTask(
    _ operation: RunningOperation, _ failure: OperationFailure, _ now: Date, _ database: Database
  ) throws {
    try database.run(
      sql: """
        INSERT OR IGNORE INTO task (operation, service, command, text, createdAt)
        VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [
        operation.id, operation.service, operation.command.rawValue, failure.message,
        stored(now),
      ])
  }

  private static func upsertProblem(
    _ integration: Integration, _ message: String, _ now: Date, _ database: Database
  ) throws {
    try database.run(
      sql: """
        INSERT OR REPLACE INTO problem (kind, integration, name, message, at)
        VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [Problem.connectKind, integration.id, integration.name, message, stored(now)])
  }
}
