/// A domain below which the other users of its namespace may make domains of their own: one row of
/// `shareddomain` (reference §4.5).
struct SharedDomain: Sendable, Equatable {
  var id: Int64 = 0
  /// Who shares it: no one's zones can be built upon but his and those of the accounts below him.
  let accountID: Int64
  let namespaceID: Int64
  /// Lower case, no final dot.
  var name: String
  /// The most domains below it that one user may have; `nil` is no limit.
  var domainLimit: Int?
}

extension Transaction {
  /// The entries of that name in a namespace, whoever made them: resellers' first, then administrators',
  /// the oldest of each first.
  func sharedDomains(named name: String, namespaceID: Int64) throws -> [SharedDomain] {
    try all(
      """
      SELECT s.id, s.account, s.namespace, s.name, s.domainlimit
      FROM shareddomain s JOIN account a ON a.id = s.account
      WHERE s.namespace = ? AND s.name = ? ORDER BY a.level, s.id
      """, [.integer(namespaceID), .text(name)]
    ) {
      SharedDomain(
        id: $0.int64(0), accountID: $0.int64(1), namespaceID: $0.int64(2), name: $0.text(3),
        domainLimit: $0.optionalInt(4))
    }
  }

  /// Stores a shared domain, in place of the one with its id when it has one.
  func save(_ shared: SharedDomain) throws {
    try run(
      """
      INSERT INTO shareddomain (id, account, namespace, name, domainlimit)
      VALUES (nullif(?, 0), ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, domainlimit = excluded.domainlimit
      """,
      [
        .integer(shared.id), .integer(shared.accountID), .integer(shared.namespaceID),
        .text(shared.name), .optional(shared.domainLimit),
      ], .nothing)
  }

  func deleteSharedDomain(id: Int64) throws {
    try run("DELETE FROM shareddomain WHERE id = ?", [.integer(id)], .nothing)
  }

  /// How many domains below that one an account has.
  func domainCount(of account: Account, below shared: SharedDomain) throws -> Int {
    // Names hold no `%`; a `_` stands in no domain name.
    try count(
      "SELECT count(*) FROM domain WHERE user = ? AND namespace_id = ? AND name LIKE ?",
      [.integer(account.id), .integer(shared.namespaceID), .text("%.\(shared.name)")])
  }
}
