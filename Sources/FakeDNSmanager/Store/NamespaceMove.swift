/// Moving an account with the users below it that share its namespace.
extension Transaction {
  /// Says whether the account, or a user below it, has a domain in that namespace.
  func hasDomains(_ account: Account, inNamespace id: Int64) throws -> Bool {
    try count(
      "SELECT EXISTS (SELECT 1 FROM domain WHERE namespace_id = ?2 AND user IN (\(Self.family)))",
      [.integer(account.id), .integer(id)]) > 0
  }

  /// The first zone that both namespaces would then hold; `nil` when all fit.
  func firstZoneInTheWay(
    of account: Account, from source: Int64, to target: Int64
  ) throws -> String? {
    try first(
      """
      SELECT name FROM domain AS d WHERE namespace_id = ?2 AND user IN (\(Self.family))
        AND EXISTS (SELECT 1 FROM domain WHERE name = d.name AND namespace_id = ?3)
      ORDER BY name LIMIT 1
      """, [.integer(account.id), .integer(source), .integer(target)]
    ) { $0.text(0) }
  }

  /// Puts the account, the users that share its namespace, their domains and what it shares into
  /// another one.
  func move(_ account: Account, from source: Int64, to target: Int64) throws {
    let values: [SQLValue] = [.integer(account.id), .integer(source), .integer(target)]
    try run(
      """
      UPDATE domain SET namespace_id = ?3 WHERE namespace_id = ?2 AND user IN (\(Self.family))
      """, values)
    try run(
      "UPDATE account SET namespace = ?3 WHERE namespace = ?2 AND (id = ?1 OR parent = ?1)", values)
    // Whatever others share there: each account has a name for itself.
    try run(
      "UPDATE shareddomain SET namespace = ?3 WHERE namespace = ?2 AND account = ?1", values,
      .nothing)
  }

  /// The account `?1` and the users below it.
  private static let family = "SELECT id FROM account WHERE id = ?1 OR parent = ?1"
}
