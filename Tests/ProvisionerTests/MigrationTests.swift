import Foundation
import GRDB
import TestSupport
import Testing

@testable import Provisioner

/// Databases that an earlier version made.
struct MigrationTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Opens a database that was made by the version with that migration and has these rows.
  private func store(from version: String, _ rows: String) throws -> BillingStore {
    let path = scratch.folder.appending(path: "billing").path
    let old = try DatabaseQueue(path: path)
    try BillingSchema.migrator.migrate(old, upTo: version)
    try old.write { try $0.execute(sql: rows) }
    try old.close()
    return try BillingStore(path: path, key: SecretKey())
  }

  @Test func `moments that were kept as text are the same moments`() throws {
    let store = try store(
      from: "6 causes of failures",
      """
      INSERT INTO provider (id, name) VALUES (1, 'P1');
      INSERT INTO plan (id, name, provider) VALUES (1, 'T1', 1);
      INSERT INTO service (id, plan, status, email) VALUES (117, 1, 5, 'a@b.example');
      INSERT INTO operation (service, command, tries, isManual, due)
        VALUES (117, 'open', 10, 1, '2027-01-15 08:05:00.250');
      INSERT INTO task (operation, service, command, text, createdAt)
        VALUES (1, 117, 'open', 'look', '2027-01-15 08:00:00.000');
      INSERT INTO problem VALUES
        ('nameserver_connect', 1, 'I1', 'down', '2027-01-15 08:00:00.000');
      """)

    #expect(try store.operations().map(\.due) == [Date(timeIntervalSince1970: 1_800_000_300)])
    #expect(try store.tasks().map(\.createdAt) == [Date(timeIntervalSince1970: 1_800_000_000)])
    #expect(try store.problems().map(\.at) == [Date(timeIntervalSince1970: 1_800_000_000)])
  }

  @Test func `a tariff change that is under way keeps its namespace, and ended tasks go`() throws {
    let store = try store(
      from: "7 moments in seconds",
      """
      INSERT INTO provider (id, name) VALUES (1, 'P1');
      INSERT INTO plan (id, name, provider) VALUES (1, 'T1', 1), (2, 'T2', 1);
      INSERT INTO service (id, plan, lastPlan, namespace, status, email)
        VALUES (117, 2, 1, 'own.example', 2, 'a@b.example');
      INSERT INTO operation (id, service, command, tries, isManual, due)
        VALUES (5, 117, 'setparam', 1, 1, 0);
      INSERT INTO task (operation, service, command, text, createdAt)
        VALUES (4, 117, 'open', 'over', 0), (5, 117, 'setparam', 'look', 0);
      """)

    #expect(try store.tasks().map(\.text) == ["look"])
    let operation = try #require(try store.operation(of: 117))
    _ = try store.fail(
      operation, .temporary(.missed("user"), "no"), now: Date(), rollsBack: true)
    #expect(try store.service(117).plan == 1)
    #expect(try store.service(117).namespace == "own.example")
  }
}
