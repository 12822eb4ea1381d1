extension Transaction {
  /// All delegations, by domain.
  func delegations() throws -> [Delegation] {
    try all("SELECT domain, servers, signers FROM delegation ORDER BY domain") { columns in
      Delegation(
        domain: columns.text(0),
        servers: try columns.text(1).split(separator: " ").map {
          try Delegation.Server(String($0))
        },
        signers: columns.text(2).split(separator: "\n").map(String.init))
    }
  }

  /// Stores a delegation in the place of the domain's former one.
  func put(_ delegation: Delegation) throws {
    try run(
      """
      INSERT INTO delegation (domain, servers, signers) VALUES (?, ?, ?)
      ON CONFLICT (domain) DO UPDATE SET servers = excluded.servers, signers = excluded.signers
      """,
      [
        .text(delegation.domain),
        .text(delegation.servers.map(\.description).joined(separator: " ")),
        .text(delegation.signers.joined(separator: "\n")),
      ])
  }

  /// Forgets a delegation; gives whether there was one.
  func deleteDelegation(of domain: String) throws -> Bool {
    try run("DELETE FROM delegation WHERE domain = ?", [.text(domain)])
    return changedRows > 0
  }

  /// The serial of the root and of all registries' zones, which change together.
  func parentSerial() throws -> UInt32 {
    let serial = try first("SELECT coalesce(parentserial, 1) FROM world") { $0.int64(0) }
    return UInt32(truncatingIfNeeded: serial ?? 1)
  }

  /// Lets secondaries and caches see that the parent zones have changed.
  func touchParents(at time: WorldTime) throws {
    let serial = try parentSerial().nextSerial(at: time)
    try run("UPDATE world SET parentserial = ?", [.integer(Int64(serial))])
  }

  /// The address of a host that is a name server of a namespace: `ns1` has the first, `ns2` the last.
  func nameServerAddress(of host: String) throws -> String? {
    for (label, order) in [("ns1", ""), ("ns2", "DESC")] where host.hasPrefix("\(label).") {
      return try first(
        """
        SELECT a.address FROM address a JOIN namespace n ON n.id = a.namespace
        WHERE n.name = ? ORDER BY a.position \(order) LIMIT 1
        """, [.text(String(host.dropFirst(label.utf8.count + 1)))]
      ) { $0.text(0) }
    }
    return nil
  }
}
