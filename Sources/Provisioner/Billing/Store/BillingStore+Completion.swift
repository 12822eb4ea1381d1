internal import Foundation
internal import GRDB

/// A mail on its way into the store.
struct ComposedMail {
  let recipient: String
  let date: Date
  /// The whole message, which may hold a password: sealed in the store.
  let message: String
}

extension BillingStore {
  /// Makes a service active, ends the operation and records the mail: all of it or nothing.
  func activate(_ operation: RunningOperation, mail: ComposedMail?) throws {
    try finish(operation, status: .active, parameters: [:], mail: mail)
  }

  /// Gives a service its status and parameters, ends the operation and records the mail: all of it or
  /// nothing.
  ///
  /// An operation has one mail. Mails that still wait for the outbox tell of an earlier state and are
  /// withdrawn.
  func finish(
    _ operation: RunningOperation, status: ServiceStatus,
    parameters: [ServiceParameter.Name: String], mail: ComposedMail?
  ) throws {
    let service = operation.service
    let sealed = try mail.map { try key.seal($0.message, place: Self.mailPlace(service)) }
    try write(.keptLater) { database in
      try Self.setStatus(status, of: service, database)
      try Self.endTariffChange(of: service, database)
      try save(parameters, of: service, database)
      try Self.dropOperation(of: service, database)
      guard let mail, let sealed else { return }
      try Self.withdrawMails(of: service, database)
      try database.run(
        sql: """
          INSERT OR IGNORE INTO mail (service, operation, recipient, state, createdAt, sealed)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          service, operation.id, mail.recipient, OutgoingMail.State.pending.rawValue,
          Self.stored(mail.date), sealed,
        ])
    }
  }

  /// Ends an operation that took the user away, with all that the customer was told.
  ///
  /// The integration that was asked for it works, as with ``complete(_:status:toldBy:)``.
  func finishWithoutUser(
    _ operation: RunningOperation, status: ServiceStatus,
    keeping parameters: [ServiceParameter.Name: String] = [:], toldBy integration: Int64?
  ) throws {
    let service = operation.service
    try write(.keptLater) { database in
      try Self.setStatus(status, of: service, database)
      try Self.endTariffChange(of: service, database)
      try Self.dropOperation(of: service, database)
      try Self.dropParameters(of: service, database)
      if let integration { try Self.dropProblems(of: integration, database) }
      try save(parameters, of: service, database)
      try Self.withdrawMails(of: service, database)
      if status == .deleted { try Self.dropServer(of: service, database) }
    }
  }

  /// Ends an operation and gives the service the status that it leads to; nothing else changes but that
  /// the integration which was asked, if any, is known to work.
  func complete(
    _ service: Int64, status: ServiceStatus, toldBy integration: Int64?
  ) throws {
    try write(.keptLater) { database in
      if let integration { try Self.dropProblems(of: integration, database) }
      try Self.setStatus(status, of: service, database)
      try Self.dropOperation(of: service, database)
    }
  }

  // Without the message, which is the largest column by far.
  private static let select = "SELECT id, service, recipient, state, createdAt FROM mail"

  func mails(after id: Int64, limit: Int) throws -> [OutgoingMail] {
    try read {
      try Stored<OutgoingMail>.all(
        $0, "\(Self.select) WHERE id > ? ORDER BY id LIMIT ?", [id, limit])
    }
  }

  /// The services whose mails wait for the outbox, those with the oldest first.
  func servicesWithPendingMail() throws -> [Int64] {
    try read {
      try Int64.fetchAll(
        $0.cachedStatement(sql: "SELECT service FROM mail WHERE state = 'pending' ORDER BY id"))
    }
  }

  /// Whether a mail of a service waits for the outbox.
  func hasPendingMail(of service: Int64) throws -> Bool {
    try read {
      try Bool.fetchOne(
        $0.cachedStatement(
          sql: "SELECT EXISTS (SELECT 1 FROM mail WHERE service = ? AND state = 'pending')"),
        arguments: [service]) == true
    }
  }

  /// The mail of a service that waits for the outbox, with its message.
  func pendingMail(of service: Int64, from sender: String) throws -> DeliverableMail? {
    let row = try read {
      try Row.fetchOne(
        $0.cachedStatement(
          sql: "SELECT id, recipient, sealed FROM mail WHERE service = ? AND state = 'pending'"),
        arguments: [service])
    }
    return try row.map { row in
      DeliverableMail(
        id: row["id"], service: service, sender: sender, recipient: row["recipient"],
        message: try key.open(row["sealed"], place: Self.mailPlace(service)))
    }
  }

  /// Notes that the outbox has a mail; when this is forgotten it gets the same one again.
  func markSent(_ mail: DeliverableMail) throws {
    try write(.redone) {
      try $0.run(
        sql: "UPDATE mail SET state = ? WHERE id = ?",
        arguments: [OutgoingMail.State.sent.rawValue, mail.id])
    }
  }

  private static func withdrawMails(of service: Int64, _ database: Database) throws {
    try database.run(
      sql: "UPDATE mail SET state = ? WHERE service = ? AND state = ?",
      arguments: [
        OutgoingMail.State.withdrawn.rawValue, service, OutgoingMail.State.pending.rawValue,
      ])
  }

  private static func mailPlace(_ service: Int64) -> String {
    "activation mail of service \(service)"
  }
}
