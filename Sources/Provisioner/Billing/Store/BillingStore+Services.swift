internal import Foundation
internal import GRDB

extension BillingStore {
  private static let select =
    "SELECT service.*, plan.provider FROM service JOIN plan ON plan.id = service.plan"

  func insert(_ order: Order) throws -> Service {
    try write { database in
      let hasPlan = try Bool.fetchOne(
        database.cachedStatement(sql: "SELECT 1 FROM plan WHERE id = ?"), arguments: [order.plan])
      guard hasPlan != nil else { throw BillingError.noSuch("tariff plan", "\(order.plan)") }
      let id = try order.id ?? Self.nextID(database)
      let taken = try Stored<Service>.one(database, "\(Self.select) WHERE service.id = ?", [id])
      guard taken == nil else { throw BillingError.exists("service", "\(id)") }
      try database.run(
        sql: """
          INSERT INTO service
            (id, itemType, plan, item, status, domain, namespace, address, panel, email)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          id, order.itemType, order.plan, order.item, ServiceStatus.ordered.rawValue,
          order.domain, order.namespace, order.address,
          order.panel?.rawValue, order.email,
        ])
      return try Self.service(id, database)
    }
  }

  /// The id behind the largest so far, as services are never deleted.
  ///
  /// Ids that somebody asked for beyond our own do not count: SQLite has none behind its largest. Where
  /// he asked for the last of our own, the first that nobody has is taken.
  private static func nextID(_ database: Database) throws -> Int64 {
    let largest = Service.maximumOwnID
    let last = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT max(id) FROM service WHERE id <= ?"),
      arguments: [largest])
    guard let last else { return 1 }
    guard last == largest else { return last + 1 }
    let gap = try Int64.fetchOne(
      database,
      sql: """
        SELECT min(before.id) + 1 FROM (SELECT 0 AS id UNION ALL SELECT id FROM service) AS before
        WHERE before.id < ? AND NOT EXISTS (SELECT 1 FROM service WHERE id = before.id + 1)
        """, arguments: [largest])
    guard let gap else { throw BillingError.noSuch("free id up to", "\(largest)") }
    return gap
  }

  func service(_ id: Int64) throws -> Service {
    try read { try Self.service(id, $0) }
  }

  private static func service(_ id: Int64, _ database: Database) throws -> Service {
    let found = try Stored<Service>.one(database, "\(select) WHERE service.id = ?", [id])
    guard let found else { throw BillingError.noSuch("service", "\(id)") }
    return found
  }

  func services(after id: Int64, limit: Int) throws -> [Service] {
    try read {
      try Stored<Service>.all(
        $0, "\(Self.select) WHERE service.id > ? ORDER BY service.id LIMIT ?", [id, limit])
    }
  }

  func parameters(of service: Int64) throws -> [ServiceParameter] {
    try read {
      try Stored<ServiceParameter>.all(
        $0, "SELECT name, value FROM parameter WHERE service = ? ORDER BY name", [service])
    }
  }

  func parameter(_ name: ServiceParameter.Name, of service: Int64) throws -> String? {
    let row = try read {
      try Row.fetchOne(
        $0.cachedStatement(
          sql: "SELECT value, sealed FROM parameter WHERE service = ? AND name = ?"),
        arguments: [service, name.rawValue])
    }
    guard let row else { return nil }
    if let sealed: Data = row["sealed"] {
      return try key.open(sealed, place: Self.place(name, service))
    }
    return row["value"]
  }

  /// Writes the parameters of a service that is not active yet, and that the integration which told them
  /// works, in one transaction; the password is sealed.
  func save(
    _ values: [ServiceParameter.Name: String], of service: Int64, toldBy integration: Int64
  ) throws {
    try write(.redone) { database in
      try Self.dropProblems(of: integration, database)
      try save(values, of: service, database)
    }
  }

  func save(
    _ values: [ServiceParameter.Name: String], of service: Int64, _ database: Database
  ) throws {
    for (name, value) in values {
      let isSecret = name == .password
      try database.run(
        sql: "INSERT OR REPLACE INTO parameter (service, name, value, sealed) VALUES (?, ?, ?, ?)",
        arguments: [
          service, name.rawValue, isSecret ? nil : value,
          isSecret ? try key.seal(value, place: Self.place(name, service)) : nil,
        ])
    }
  }

  /// Notes, in one transaction, the integration that is asked for the user and what is unknown from
  /// now on until the command is done.
  func saveIntent(
    _ values: [ServiceParameter.Name: String], forgetting names: [ServiceParameter.Name],
    of service: Int64
  ) throws {
    try write(.keptLater) { database in
      try save(values, of: service, database)
      for name in names {
        try database.run(
          sql: "DELETE FROM parameter WHERE service = ? AND name = ?",
          arguments: [service, name.rawValue])
      }
    }
  }

  func dropParameters(of service: Int64) throws {
    try write(.keptLater) { try Self.dropParameters(of: service, $0) }
  }

  static func dropParameters(of service: Int64, _ database: Database) throws {
    try database.run(sql: "DELETE FROM parameter WHERE service = ?", arguments: [service])
  }

  static func setStatus(_ status: ServiceStatus, of service: Int64, _ database: Database) throws {
    try database.run(
      sql: "UPDATE service SET status = ? WHERE id = ?", arguments: [status.rawValue, service])
  }

  private static func place(_ name: ServiceParameter.Name, _ service: Int64) -> String {
    "parameter \(name.rawValue) of service \(service)"
  }
}
