internal import DNSWire

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
      """, [.integer(id)])
  }
}
