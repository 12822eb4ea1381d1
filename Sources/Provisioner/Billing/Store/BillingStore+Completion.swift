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
  ///
  /// A service has one activation mail; a second is not recorded.
  func activate(_ service: Int64, mail: ComposedMail?) throws {
    let sealed = try mail.map { try key.seal($0.message, place: Self.mailPlace(service)) }
    try write { database in
      try Self.setStatus(.active, of: service, database)
      try Self.dropOperation(of: service, database)
      guard let mail, let sealed else { return }
      try database.run(
        sql: """
          INSERT OR IGNORE INTO mail (service, recipient, state, createdAt, sealed)
          VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [
          service, mail.recipient, OutgoingMail.State.pending.rawValue, mail.date, sealed,
        ])
    }
  }

  /// Ends an operation and gives the service the status that it leads to.
  func complete(_ service: Int64, status: ServiceStatus) throws {
    try write { database in
      try Self.setStatus(status, of: service, database)
      try Self.dropOperation(of: service, database)
      if status == .deleted {
        try Self.dropParameters(of: service, database)
      }
    }
  }

  func mails() throws -> [OutgoingMail] {
    try read { try Stored<OutgoingMail>.all($0, "SELECT * FROM mail ORDER BY id") }
  }

  func pendingMail(of service: Int64) throws -> OutgoingMail? {
    try read {
      try Stored<OutgoingMail>.one(
        $0, "SELECT * FROM mail WHERE service = ? AND state = 'pending'", [service])
    }
  }

  func message(of mail: OutgoingMail) throws -> String {
    let sealed = try read {
      try Data.fetchOne($0, sql: "SELECT sealed FROM mail WHERE id = ?", arguments: [mail.id])
    }
    guard let sealed else { throw BillingError.noSuch("mail", "\(mail.id)") }
    return try key.open(sealed, place: Self.mailPlace(mail.service))
  }

  func markSent(_ mail: OutgoingMail) throws {
    try write {
      try $0.run(
        sql: "UPDATE mail SET state = ? WHERE id = ?",
        arguments: [OutgoingMail.State.sent.rawValue, mail.id])
    }
  }

  private static func mailPlace(_ service: Int64) -> String {
    "activation mail of service \(service)"
  }
}
