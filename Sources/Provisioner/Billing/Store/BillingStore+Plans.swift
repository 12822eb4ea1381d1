internal import Foundation
internal import GRDB

extension BillingStore {
  func insertProvider(named name: String) throws -> Provider {
    try write { database in
      let taken = try Stored<Provider>.one(
        database, "SELECT * FROM provider WHERE name = ?", [name])
      guard taken == nil else { throw BillingError.exists("provider", name) }
      try database.run(sql: "INSERT INTO provider (name) VALUES (?)", arguments: [name])
      return Provider(id: database.lastInsertedRowID, name: name)
    }
  }

  func providers() throws -> [Provider] {
    try read { try Stored<Provider>.all($0, "SELECT * FROM provider ORDER BY id") }
  }

  func insertPlan(
    named name: String, provider: Int64, nameServers: NameServerResource?,
    freeDomain: FreeDomainOffer?
  ) throws -> TariffPlan {
    let resource = try nameServers.map { try Self.json($0) }
    let offer = try freeDomain.map { try Self.json($0) }
    return try write { database in
      let owner = try Stored<Provider>.one(
        database, "SELECT * FROM provider WHERE id = ?", [provider])
      guard owner != nil else { throw BillingError.noSuch("provider", "\(provider)") }
      let taken = try Bool.fetchOne(
        database.cachedStatement(sql: "SELECT 1 FROM plan WHERE name = ?"), arguments: [name])
      guard taken == nil else { throw BillingError.exists("tariff plan", name) }
      try database.run(
        sql: "INSERT INTO plan (name, provider, nameServers, freeDomain) VALUES (?, ?, ?, ?)",
        arguments: [name, provider, resource, offer])
      return TariffPlan(
        id: database.lastInsertedRowID, name: name, provider: provider, nameServers: nameServers,
        freeDomain: freeDomain)
    }
  }

  func plans() throws -> [TariffPlan] {
    try read { try Stored<TariffPlan>.all($0, "SELECT * FROM plan ORDER BY id") }
  }

  func plan(_ id: Int64) throws -> TariffPlan {
    let found = try read {
      try Stored<TariffPlan>.one($0, "SELECT * FROM plan WHERE id = ?", [id])
    }
    guard let found else { throw BillingError.noSuch("tariff plan", "\(id)") }
    return found
  }

  /// What a plan says about free domain names, as ``plan(_:)`` does, for less.
  func freeDomainOffer(of plan: Int64) throws -> FreeDomainOffer? {
    let text = try read {
      try Optional<String>.fetchOne(
        $0.cachedStatement(sql: "SELECT freeDomain FROM plan WHERE id = ?"), arguments: [plan])
    }
    return try text?.map { try JSONDecoder().decode(FreeDomainOffer.self, from: Data($0.utf8)) }
  }
}
