internal import Foundation
internal import GRDB

extension BillingStore {
  func registerBillingDomain(_ domain: String) throws {
    try write {
      try $0.run(
        sql: "INSERT OR REPLACE INTO licenceAccount (id, billingDomain) VALUES (1, ?)",
        arguments: [domain])
    }
  }

  func registeredBillingDomain() throws -> String? {
    try read {
      try String.fetchOne($0.cachedStatement(sql: "SELECT billingDomain FROM licenceAccount"))
    }
  }

  /// Orders a licence with what is registered now; a service that has one keeps it.
  ///
  /// `fallback` is what it carries when nothing is registered; with `isOnlyFirst` only the first
  /// licence carries anything. Both are for mutants.
  func insertLicence(
    service: Int64, address: String, fallback: String?, isOnlyFirst: Bool
  ) throws {
    try write {
      try $0.run(
        sql: """
          INSERT OR IGNORE INTO licence (service, address, billingDomain)
          SELECT ?1, ?2, CASE
            WHEN ?4 AND EXISTS (SELECT 1 FROM licence WHERE billingDomain IS NOT NULL) THEN NULL
            ELSE coalesce((SELECT billingDomain FROM licenceAccount), ?3) END
          """, arguments: [service, address, fallback, isOnlyFirst])
    }
  }

  func licences() throws -> [Licence] {
    try read { try Stored<Licence>.all($0, "SELECT * FROM licence ORDER BY id") }
  }

  func licence(of service: Int64) throws -> Licence? {
    try read {
      try Stored<Licence>.one($0, "SELECT * FROM licence WHERE service = ?", [service])
    }
  }

  /// A server that is given back has neither a licence nor a control panel.
  static func dropServer(of service: Int64, _ database: Database) throws {
    try database.run(sql: "DELETE FROM licence WHERE service = ?", arguments: [service])
    try database.run(sql: "DELETE FROM ispmanager WHERE service = ?", arguments: [service])
  }

  /// Keeps the state of a simulated ISPmanager, sealed: it holds a password.
  func saveISPmanager(_ state: String, of service: Int64) throws {
    let sealed = try key.seal(state, place: Self.ispmanagerPlace(service))
    try write {
      try $0.run(
        sql: "INSERT OR REPLACE INTO ispmanager (service, sealed) VALUES (?, ?)",
        arguments: [service, sealed])
    }
  }

  func ispmanager(of service: Int64) throws -> String? {
    let sealed = try read {
      try Data.fetchOne(
        $0.cachedStatement(sql: "SELECT sealed FROM ispmanager WHERE service = ?"),
        arguments: [service])
    }
    return try sealed.map { try key.open($0, place: Self.ispmanagerPlace(service)) }
  }

  private static func ispmanagerPlace(_ service: Int64) -> String {
    "ISPmanager of service \(service)"
  }
}
