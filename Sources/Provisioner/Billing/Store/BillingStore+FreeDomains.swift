internal import Foundation
internal import GRDB

extension BillingStore {
  func insertFreeZone(_ name: String, integration: Int64) throws -> FreeZone {
    try write { database in
      let sql = "SELECT EXISTS (SELECT 1 FROM freeZone WHERE integration = ? AND name = ?)"
      guard
        try Bool.fetchOne(
          database.cachedStatement(sql: sql), arguments: [integration, name]) != true
      else {
        throw BillingError.exists("zone for free domain names", name)
      }
      try database.run(
        sql: "INSERT INTO freeZone (integration, name) VALUES (?, ?)",
        arguments: [integration, name])
      return FreeZone(id: database.lastInsertedRowID, integration: integration, name: name)
    }
  }

  func freeZones() throws -> [FreeZone] {
    try read { try Stored<FreeZone>.all($0, "SELECT * FROM freeZone ORDER BY id") }
  }

  func deleteFreeZone(_ id: Int64) throws {
    try write { database in
      try database.run(sql: "DELETE FROM freeZone WHERE id = ?", arguments: [id])
      guard database.changesCount > 0 else {
        throw BillingError.noSuch("zone for free domain names", "\(id)")
      }
    }
  }

  /// The longest of an integration's zones that a name is below.
  func freeZone(of name: String, integration: Int64) throws -> FreeZone? {
    try freeZones().filter { $0.integration == integration && name.hasSuffix(".\($0.name)") }
      .max { $0.name.utf8.count < $1.name.utf8.count }
  }

  /// Notes a name before it is asked for; `false` when another service has it.
  func insert(_ domain: FreeDomain) throws -> Bool {
    try write { database in
      try database.run(
        sql: """
          INSERT OR IGNORE INTO freeDomain (service, integration, zone, name, address, isMade)
          VALUES (?, ?, ?, ?, ?, 0)
          """,
        arguments: [
          domain.service, domain.integration, domain.zone, domain.name, domain.address,
        ])
      return database.changesCount > 0
    }
  }

  /// Notes that the record is there, and with it that its integration works.
  func noteMade(_ domain: FreeDomain) throws {
    try write { database in
      try database.run(
        sql: "UPDATE freeDomain SET isMade = 1 WHERE service = ?", arguments: [domain.service])
      try Self.dropProblems(of: domain.integration, database)
    }
  }

  func freeDomain(of service: Int64) throws -> FreeDomain? {
    try read {
      try Stored<FreeDomain>.one($0, "SELECT * FROM freeDomain WHERE service = ?", [service])
    }
  }

  func freeDomains() throws -> [FreeDomain] {
    try read { try Stored<FreeDomain>.all($0, "SELECT * FROM freeDomain ORDER BY service") }
  }

  /// Forgets a name that was taken back, or that somebody else has: its integration said so.
  func drop(_ domain: FreeDomain) throws {
    try write { database in
      try database.run(
        sql: "DELETE FROM freeDomain WHERE service = ?", arguments: [domain.service])
      try Self.dropProblems(of: domain.integration, database)
    }
  }
}
