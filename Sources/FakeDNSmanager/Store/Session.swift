/// A session of `func=auth`: an id, whose it is, and from where (reference §1.2).
struct Session: Sendable, Equatable {
  let id: String
  /// The account that signed in.
  let accountID: Int64
  /// The accounts it switched to with `func=su`, outermost first, by id; the last one counts.
  var switchedTo: [Int64] = []
  let address: String
  /// The last call, which the idle hour counts from.
  var used: WorldTime
}

extension Transaction {
  func insert(_ session: Session) throws {
    try run(
      "INSERT INTO session (id, account, chain, address, used) VALUES (?, ?, ?, ?, ?)",
      [
        .text(session.id), .integer(session.accountID), .text(session.chainText),
        .text(session.address), .integer(session.used.seconds),
      ], .nothing)
  }

  func session(id: String) throws -> Session? {
    try first(
      "SELECT id, account, chain, address, used FROM session WHERE id = ?", [.text(id)],
      Session.init)
  }

  /// The sessions of all accounts, oldest call first.
  func sessions() throws -> [Session] {
    try all(
      "SELECT id, account, chain, address, used FROM session ORDER BY used, id", [], Session.init)
  }

  func update(_ session: Session) throws {
    try run(
      "UPDATE session SET chain = ?, used = ? WHERE id = ?",
      [.text(session.chainText), .integer(session.used.seconds), .text(session.id)], .nothing)
  }

  func deleteSession(id: String) throws {
    try run("DELETE FROM session WHERE id = ?", [.text(id)], .nothing)
  }

  /// Ends every session and takes every one-use key back.
  func endAllSessions() throws {
    try run("DELETE FROM session", [], .nothing)
    try run("DELETE FROM sessionkey", [], .nothing)
  }

  /// Deletes the sessions and the one-use keys that are over, which nobody can use any more.
  ///
  /// For whoever adds one, so that a world does not grow by those that are forgotten.
  func deleteSessionsAndKeys(overAt now: WorldTime, sessionLifetime: Int64) throws {
    try run(
      "DELETE FROM session WHERE used < ?",
      [.integer(now.advanced(by: -sessionLifetime).seconds)], .nothing)
    try run("DELETE FROM sessionkey WHERE expires < ?", [.integer(now.seconds)], .nothing)
  }

  /// Stores a one-use key for a login without a password; returns whether nobody else has it.
  func insertSessionKey(_ key: String, accountID: Int64, expires: WorldTime) throws -> Bool {
    try run(
      """
      INSERT INTO sessionkey (key, account, expires) VALUES (?, ?, ?)
        ON CONFLICT (key) DO UPDATE SET expires = excluded.expires WHERE account = excluded.account
      """, [.text(key), .integer(accountID), .integer(expires.seconds)], .nothing)
    return changedRows > 0
  }

  /// Takes a key away and returns the id of its account when it was good at `now`.
  ///
  /// That a key is good once only is assumed (reference §1.2). A refusal rolls the call back: who
  /// comes with another's key leaves it to him.
  func redeemSessionKey(_ key: String, now: WorldTime) throws -> Int64? {
    let accountID = try first(
      "SELECT account FROM sessionkey WHERE key = ? AND expires >= ?",
      [.text(key), .integer(now.seconds)]
    ) { $0.int64(0) }
    try run("DELETE FROM sessionkey WHERE key = ?", [.text(key)], .nothing)
    return accountID
  }
}

extension Session {
  fileprivate var chainText: String { switchedTo.map(String.init).joined(separator: " ") }

  fileprivate init(_ columns: Columns) {
    self.init(
      id: columns.text(0), accountID: columns.int64(1),
      switchedTo: columns.text(2).split(separator: " ").compactMap { Int64($0) },
      address: columns.text(3), used: WorldTime(seconds: columns.int64(4)))
  }
}
