import Foundation
import GRDB
import Testing

@testable import Provisioner

/// Databases that an earlier version made.
struct MigrationTests {
  @Test func `moments that were kept as text are the same moments`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "nslab-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "billing").path
    do {
      let old = try DatabaseQueue(path: path)
      try BillingSchema.migrator.migrate(old, upTo: "6 causes of failures")
      try old.write { database in
        try database.execute(
          sql: """
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
      }
    }

    let store = try BillingStore(path: path, key: SecretKey())

    #expect(try store.operations().map(\.due) == [Date(timeIntervalSince1970: 1_800_000_300)])
    #expect(try store.tasks().map(\.createdAt) == [Date(timeIntervalSince1970: 1_800_000_000)])
    #expect(try store.problems().map(\.at) == [Date(timeIntervalSince1970: 1_800_000_000)])
  }
}
