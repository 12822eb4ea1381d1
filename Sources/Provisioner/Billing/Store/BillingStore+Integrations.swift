internal import Foundation
internal import GRDB

extension BillingStore {
  func integrations() throws -> [Integration] {
    let rows = try read {
      try Stored<IntegrationRow>.all($0, "SELECT * FROM integration ORDER BY id")
    }
    return try rows.map { try $0.integration(key) }
  }

  /// The integration with an id, retired ones too; `nil` when there is none.
  func integration(_ id: Int64) throws -> Integration? {
    let row = try read {
      try Stored<IntegrationRow>.one($0, "SELECT * FROM integration WHERE id = ?", [id])
    }
    return try row.map { try $0.integration(key) }
  }

  func insert(_ integration: Integration) throws -> Integration {
    let columns = try IntegrationRow.columns(of: integration, key: key)
    let names = columns.map(\.name).joined(separator: ", ")
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    let id = try write { database in
      try Self.requireProvider(integration.provider, database)
      try database.run(
        sql: "INSERT INTO integration (\(names), isRetired) VALUES (\(marks), 0)",
        arguments: StatementArguments(columns.map(\.value)))
      return database.lastInsertedRowID
    }
    return try existingIntegration(id)
  }

  /// Changes an integration that nobody has deleted, also meanwhile.
  func update(_ integration: Integration) throws -> Integration {
    let columns = try IntegrationRow.columns(of: integration, key: key)
    let changes = columns.map { "\($0.name) = ?" }.joined(separator: ", ")
    try write { database in
      try Self.requireProvider(integration.provider, database)
      try database.run(
        sql: "UPDATE integration SET \(changes) WHERE id = ? AND isRetired = 0",
        arguments: StatementArguments(columns.map(\.value)) + [integration.id])
      try Self.requireChange(of: integration.id, database)
    }
    return try existingIntegration(integration.id)
  }

  /// Deletes an integration, or with `force` retires one that services use.
  func deleteIntegration(_ id: Int64, force: Bool) throws {
    try write { database in
      try database.run(
        sql: "UPDATE integration SET isRetired = 1 WHERE id = ? AND isRetired = 0",
        arguments: [id])
      try Self.requireChange(of: id, database)
      let services = try Self.services(usingIntegration: id, database)
      guard services.isEmpty || force else {
        throw BillingError.integrationInUse(id: id, services: services)
      }
      if services.isEmpty {
        try database.run(sql: "DELETE FROM integration WHERE id = ?", arguments: [id])
      }
      try Self.dropProblems(of: id, database)
    }
  }

  /// The services whose user or domain name an integration made, or may have made.
  private static func services(
    usingIntegration id: Int64, _ database: Database
  ) throws -> [Int64] {
    try Int64.fetchAll(
      database,
      sql: """
        SELECT service FROM parameter WHERE name = ?1 AND value = ?2
        UNION SELECT service FROM freeDomain WHERE integration = ?3 ORDER BY service
        """, arguments: [ServiceParameter.Name.integration.rawValue, "\(id)", id])
  }

  private static func requireChange(of id: Int64, _ database: Database) throws {
    guard database.changesCount > 0 else { throw BillingError.noSuch("integration", "\(id)") }
  }

  private func existingIntegration(_ id: Int64) throws -> Integration {
    guard let integration = try integration(id) else {
      throw BillingError.noSuch("integration", "\(id)")
    }
    return integration
  }

  private static func requireProvider(_ id: Int64?, _ database: Database) throws {
    guard let id else { return }
    let sql = "SELECT EXISTS (SELECT 1 FROM provider WHERE id = ?)"
    guard try Bool.fetchOne(database.cachedStatement(sql: sql), arguments: [id]) == true else {
      throw BillingError.noSuch("provider", "\(id)")
    }
  }
}

/// An integration as its row holds it: the password sealed, the addresses as text.
private struct IntegrationRow: Decodable {
  let id: Int64
  let panel: PanelKind
  let provider: Int64?
  let name: String
  let url: String
  let publicURL: String?
  let username: String
  let password: Data
  let freeDomain: Bool
  let providerNS: Bool
  let privateNS: Bool
  let verifiesTLS: Bool
  let isRetired: Bool

  private static let passwordPlace = "an integration's password"

  func integration(_ key: SecretKey) throws -> Integration {
    Integration(
      id: id, panel: panel, provider: provider, name: name, url: try PanelURL(url),
      publicURL: try publicURL.map { try PanelURL($0) }, username: username,
      password: Secret(try key.open(password, place: Self.passwordPlace)), freeDomain: freeDomain,
      providerNS: providerNS, privateNS: privateNS, verifiesTLS: verifiesTLS, isRetired: isRetired)
  }

  static func columns(
    of integration: Integration, key: SecretKey
  ) throws -> [(name: String, value: (any DatabaseValueConvertible)?)] {
    [
      ("panel", integration.panel.rawValue), ("provider", integration.provider),
      ("name", integration.name), ("url", integration.url.text),
      ("publicURL", integration.publicURL?.text), ("username", integration.username),
      ("password", try key.seal(integration.password.text, place: passwordPlace)),
      ("freeDomain", integration.freeDomain), ("providerNS", integration.providerNS),
      ("privateNS", integration.privateNS), ("verifiesTLS", integration.verifiesTLS),
    ]
  }
}
