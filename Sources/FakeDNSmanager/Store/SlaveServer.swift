/// Another panel that a reseller has registered for the slaves of his zones: one row of `slaveserver`
/// (reference §3.6, §4.10).
struct SlaveServer: Sendable, Equatable {
  var id: Int64 = 0
  var accountID: Int64
  var address: PanelAddress
  /// The login there; documented to be a reseller's.
  var username: String
  /// Only its hash is kept: nothing here signs in anywhere.
  var password: StoredPassword
}

extension Transaction {
  func slaveServer(at address: String, accountID: Int64) throws -> SlaveServer? {
    try first(
      "SELECT id, account, url, username, password FROM slaveserver WHERE account = ? AND url = ?",
      [.integer(accountID), .text(address)]
    ) {
      SlaveServer(
        id: $0.int64(0), accountID: $0.int64(1), address: PanelAddress(stored: $0.text(2)),
        username: $0.text(3), password: StoredPassword(stored: $0.text(4)))
    }
  }

  /// Stores a slave server, in place of the one with its id when it has one.
  func save(_ server: SlaveServer) throws {
    try run(
      """
      INSERT INTO slaveserver (id, account, url, username, password)
      VALUES (nullif(?, 0), ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE
      SET url = excluded.url, username = excluded.username, password = excluded.password
      """,
      [
        .integer(server.id), .integer(server.accountID), .text(server.address.text),
        .text(server.username), .text(server.password.stored),
      ], .nothing)
  }

  func deleteSlaveServer(at address: String, accountID: Int64) throws {
    try run(
      "DELETE FROM slaveserver WHERE account = ? AND url = ?",
      [.integer(accountID), .text(address)], .nothing)
  }
}

extension ListQuery {
  /// The slave servers of an account; the password is never shown.
  static func slaveServers(of account: Account) -> ListQuery {
    let key = Column("url", "url")
    let query = ListQuery(
      key: key, columns: [key, Column("username", "username")], source: "slaveserver")
    return query.only("account = ?", .integer(account.id))
  }
}
