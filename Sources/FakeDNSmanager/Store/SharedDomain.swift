/// A domain below which the other users of its namespace may make domains of their own: one row of
/// `shareddomain` (reference §4.5).
struct SharedDomain: Sendable, Equatable {
  var id: Int64 = 0
  var namespaceID: Int64
  /// Lower case, no final dot.
  var name: String
  /// The most domains below it that one user may have; `nil` is no limit.
  var domainLimit: Int?
}

extension Transaction {
  func sharedDomain(named name: String, namespaceID: Int64) throws -> SharedDomain? {
    try first(
      "SELECT id, namespace, name, domainlimit FROM shareddomain WHERE name = ? AND namespace = ?",
      [.text(name), .integer(namespaceID)]
    ) {
      SharedDomain(
        id: $0.int64(0), namespaceID: $0.int64(1), name: $0.text(2), domainLimit: $0.optionalInt(3))
    }
  }

  /// Stores a shared domain, in place of the one with its id when it has one.
  func save(_ shared: SharedDomain) throws {
    try run(
      """
      INSERT INTO shareddomain (id, namespace, name, domainlimit) VALUES (nullif(?, 0), ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, domainlimit = excluded.domainlimit
      """,
      [
        .integer(shared.id), .integer(shared.namespaceID), .text(shared.name),
        .optional(shared.domainLimit),
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
