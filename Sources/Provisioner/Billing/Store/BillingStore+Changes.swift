internal import Foundation
internal import GRDB

extension BillingStore {
  /// Records what a customer changed and begins `setparam`, in one transaction.
  ///
  /// The plan and item before a tariff change are kept until it is done, also through a second change.
  func change(_ service: Service, to change: ServiceChange, now: Date) throws {
    try write { database in
      if let plan = change.plan, plan != service.plan {
        try database.run(
          sql: """
            UPDATE service SET plan = ?1, lastItem = CASE WHEN lastPlan IS NULL THEN item
              ELSE lastItem END, lastPlan = coalesce(lastPlan, plan) WHERE id = ?2
            """, arguments: [plan, service.id])
      }
      try database.run(
        sql: """
          UPDATE service SET item = coalesce(?, item), namespace = coalesce(?, namespace)
          WHERE id = ?
          """, arguments: [change.item, change.namespace, service.id])
      _ = try Self.begin(.setparam, of: service, now: now, database)
    }
  }

  /// Puts the plan and the item of before an unfinished tariff change back.
  static func rollBackTariffChange(of service: Int64, _ database: Database) throws {
    try database.run(
      sql: """
        UPDATE service SET plan = lastPlan, item = lastItem, lastPlan = NULL, lastItem = NULL
        WHERE id = ? AND lastPlan IS NOT NULL
        """, arguments: [service])
  }

  static func endTariffChange(of service: Int64, _ database: Database) throws {
    try database.run(
      sql: "UPDATE service SET lastPlan = NULL, lastItem = NULL WHERE id = ?",
      arguments: [service])
  }
}
