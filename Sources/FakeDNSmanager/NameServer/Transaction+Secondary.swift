internal import DNSWire

/// A slave domain that is to be transferred now.
struct DueTransfer: Sendable {
  let domainID: Int64
  let name: String
  let masterAddress: String
  /// The first address of its namespace.
  let ownAddress: String?
  /// When the next try is unless this one succeeds; who asks for one meanwhile writes another time.
  let nextTry: WorldTime
}

extension Transaction {
  /// The contents of a slave domain as they were transferred; `nil` before that.
  func transferredZone(of domain: ServedDomain, origin: Name) throws -> Zone? {
    let text = try first("SELECT zone FROM secondary WHERE domain = ?", [.integer(domain.id)]) {
      $0.optionalText(0)
    }
    guard let text = text ?? nil else { return nil }
    return try Zone(origin: origin, records: ZoneText.records(text.utf8, origin: origin))
  }

  /// Has a slave domain transferred as soon as somebody can; any other domain is left alone.
  func requestTransfer(ofDomain id: Int64) throws {
    try run(
      """
      INSERT INTO secondary (domain, refreshed, nextcheck)
      SELECT id, 0, 0 FROM domain WHERE id = ? AND dtype = 'slave'
      ON CONFLICT (domain) DO UPDATE SET nextcheck = 0
      """, [.integer(id)], .nothing)
  }

  /// The slave domains that are to be transferred at a time.
  ///
  /// Those never transferred, those for which it was requested, and those whose SOA says so; what is
  /// suspended waits (reference §4.8).
  ///
  /// The next try counts from `now`, which is the same time but for a mutant.
  func dueTransfers(at time: WorldTime, trying now: WorldTime? = nil) throws -> [DueTransfer] {
    try all(
      """
      SELECT d.id, d.name, d.masterip,
        (SELECT address FROM address WHERE namespace = d.namespace_id AND position = 1),
        coalesce(s.retry, ?)
      FROM domain d JOIN account a ON a.id = d.user LEFT JOIN account p ON p.id = a.parent
        LEFT JOIN secondary s ON s.domain = d.id
      WHERE d.dtype = 'slave' AND coalesce(s.nextcheck, 0) <= ?
        AND d.active AND a.active AND coalesce(p.active, 1)
      ORDER BY d.id
      """, [.number(StartOfAuthority.timers.retry), .integer(time.seconds)]
    ) {
      DueTransfer(
        domainID: $0.int64(0), name: $0.text(1), masterAddress: $0.text(2),
        ownAddress: $0.optionalText(3), nextTry: (now ?? time).advanced(by: $0.int64(4)))
    }
  }

  /// Puts a domain's next transfer off while this one goes on.
  func postpone(_ due: DueTransfer) throws {
    try run(
      """
      INSERT INTO secondary (domain, refreshed, nextcheck) VALUES (?, 0, ?)
      ON CONFLICT (domain) DO UPDATE SET nextcheck = excluded.nextcheck
      """, [.integer(due.domainID), .integer(due.nextTry.seconds)], .nothing)
  }

  /// Stores what was transferred, with the master's serial; nothing when the domain is gone or has
  /// another master by now.
  ///
  /// The master's word holds even where its serial went back, as BIND's `retransfer` has it (assumed).
  func keep(_ zone: Zone, of due: DueTransfer, at time: WorldTime) throws {
    let soa = zone.startOfAuthority
    try run(
      "UPDATE domain SET serial = ? WHERE id = ? AND masterip = ?",
      [.integer(Int64(soa.serial.rawValue)), .integer(due.domainID), .text(due.masterAddress)],
      .domain(due.domainID))
    guard changedRows > 0 else { return }
    // A transfer that was requested after this one began is still to come.
    try run(
      """
      UPDATE secondary SET zone = ?, version = version + 1, refreshed = ?, retry = ?, failure = NULL,
        nextcheck = CASE nextcheck WHEN ? THEN ? ELSE nextcheck END
      WHERE domain = ?
      """,
      [
        .text(zone.text), .integer(time.seconds), .integer(max(Int64(soa.retry), 1)),
        .integer(due.nextTry.seconds), .integer(time.seconds + max(Int64(soa.refresh), 1)),
        .integer(due.domainID),
      ], .nothing)
    try replaceRecords(ofDomain: due.domainID, with: zone)
  }

  /// Notes why a transfer failed; the old contents stay, and the next try is when ``postpone(_:)``
  /// says.
  func keepFailure(_ reason: String, of due: DueTransfer) throws {
    try run(
      "UPDATE secondary SET failure = ? WHERE domain = ?",
      [.text(reason), .integer(due.domainID)], .nothing)
  }

  /// Has the panel list the records that were transferred; types that it does not know, and a second
  /// record of the same key, are served but not listed.
  private func replaceRecords(ofDomain id: Int64, with zone: Zone) throws {
    try run("DELETE FROM record WHERE domain = ?", [.integer(id)], .nothing)
    var keys: Set<String> = []
    for record in zone.records.lazy.compactMap(Record.init(transferred:))
    where keys.insert(record.rkey).inserted {
      // What is served is the zone's own text, which may hold more than is listed.
      try insert(record, intoDomain: id, .nothing)
    }
  }
}
