internal import Foundation
internal import GRDB

extension BillingStore {
  /// Records what a customer changed and begins `setparam`, in one transaction.
  ///
  /// The plan, item and namespace before a tariff change are kept until it is done, also through a second
  /// change. What is to become something else begins afresh, whatever became of an earlier wish.
  func change(_ service: Service, to change: ServiceChange, now: Date) throws {
    try write { database in
      _ = try Self.begin(
        .setparam, of: service, afresh: change.differs(from: service), now: now, database)
      if let plan = change.plan, plan != service.plan {
        try database.run(
          sql: """
            UPDATE service SET plan = ?1, lastItem = CASE WHEN lastPlan IS NULL THEN item
              ELSE lastItem END, lastNamespace = CASE WHEN lastPlan IS NULL THEN namespace
              ELSE lastNamespace END, lastPlan = coalesce(lastPlan, plan) WHERE id = ?2
            """, arguments: [plan, service.id])
      }
      try database.run(
        sql: """
          UPDATE service SET item = coalesce(?, item), namespace = coalesce(?, namespace)
          WHERE id = ?
          """, arguments: [change.item, change.namespace, service.id])
    }
  }

  /// Puts the plan, the item and the namespace of before an unfinished tariff change back.
  static func rollBackTariffChange(of service: Int64, _ database: Database) throws {
    try database.run(
      sql: """
        UPDATE service SET plan = lastPlan, item = lastItem, namespace = lastNamespace,
          lastPlan = NULL, lastItem = NULL, lastNamespace = NULL
        WHERE id = ? AND lastPlan IS NOT NULL
        """, arguments: [service])
  }

  static func endTariffChange(of service: Int64, _ database: Database) throws {
    try database.run(
      sql: """
        UPDATE service SET lastPlan = NULL, lastItem = NULL, lastNamespace = NULL WHERE id = ?
        """, arguments: [service])
  }
}
