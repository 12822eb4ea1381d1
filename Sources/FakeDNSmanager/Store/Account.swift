/// An account: one row of `account`.
///
/// Users, resellers and administrators share the table.
struct Account: Sendable, Equatable {
  var id: Int64 = 0
  var name: String
  var level: AccessLevel
  var password: StoredPassword
  /// The account above: a user's reseller, or `nil` when an administrator made it (reference §4.2).
  var parentID: Int64?
  /// The namespace of its domains; `nil` for administrators only.
  var namespaceID: Int64?
  /// The most domains it may have, its users' included for a reseller; `nil` is no limit.
  var domainLimit: Int?
  /// The most users a reseller may have; `nil` is no limit.
  var userLimit: Int?
  var isActive = true
  /// The SOA mailbox of its new domains; empty means the default one.
  var email = ""
  /// Name servers of its new domains, blank-separated with final dots; empty means those of the
  /// namespace (reference §4.2).
  var nameServers = ""
  var language = "en"
  /// From where it may sign in (`usrparam`, reference §3.5).
  var loginAddresses = "atany"
  var note = ""
  /// Mail servers of its new domains, as `dnsparam` shows them; empty means the template's.
  var mailServers = ""
  /// Names of its new domains that get their addresses, blank-separated; empty means the template's.
  var subdomains = ""
  /// Who may transfer its zones besides, blank-separated addresses.
  var transferAddresses = ""
}

extension Transaction {
  /// Returns the account of that login, in whatever case it is typed.
  func account(named name: String) throws -> Account? {
    try first("SELECT \(Account.columns) FROM account WHERE name = ?", [.text(name)], Account.init)
  }

  func account(id: Int64) throws -> Account? {
    try first("SELECT \(Account.columns) FROM account WHERE id = ?", [.integer(id)], Account.init)
  }

  /// Stores a new account and returns it with its id.
  func insert(_ account: Account) throws -> Account {
    try run(
      """
      INSERT INTO account (name, level, password, parent, namespace, domainlimit, userlimit, active,
        email, dnsns, lang, atype, note, dnsmx, dnssub, allowtransfer)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, account.values, .nothing)
    var stored = account
    stored.id = lastInsertedID
    return stored
  }

  /// Writes every field of an account that is already stored.
  func update(_ account: Account) throws {
    try run(
      """
      UPDATE account SET name = ?, level = ?, password = ?, parent = ?, namespace = ?,
        domainlimit = ?, userlimit = ?, active = ?, email = ?, dnsns = ?, lang = ?, atype = ?,
        note = ?, dnsmx = ?, dnssub = ?, allowtransfer = ? WHERE id = ?
      """, account.values + [.integer(account.id)])
  }

  /// Deletes the account with everything below it: its users, their domains, records and sessions.
  ///
  /// A namespace that was theirs alone goes too, but not the one named `standard`.
  func delete(_ account: Account, keeping standard: String) throws {
    let namespaces = try all(
      "SELECT DISTINCT namespace FROM account WHERE (id = ?1 OR parent = ?1) AND namespace NOT NULL",
      [.integer(account.id)]
    ) { $0.int64(0) }
    try run("DELETE FROM account WHERE id = ?", [.integer(account.id)])
    for id in namespaces { try deleteNamespaceIfUnused(id: id, keeping: standard) }
  }

  /// Says whether the account may act: neither it nor its reseller is suspended.
  ///
  /// That a reseller's suspension reaches his users is assumed; the documents speak of users' zones.
  func isActive(_ account: Account) throws -> Bool {
    guard account.isActive, let parentID = account.parentID else { return account.isActive }
    return try self.account(id: parentID)?.isActive ?? true
  }

  /// How many users the account has made.
  func userCount(under account: Account) throws -> Int {
    try count(
      "SELECT count(*) FROM account WHERE parent = ? AND level = 16", [.integer(account.id)])
  }

  /// Says whether `superior` stands above `account` in the tree (reference §1.3).
  ///
  /// Administrators stand above every reseller and user, root above everyone; a reseller above the
  /// users that he made.
  func isAbove(_ superior: Account, _ account: Account) -> Bool {
    switch superior.level {
    case .root, .admin: superior.level > account.level
    case .reseller: account.level == .user && account.parentID == superior.id
    case .user, .nobody: false
    }
  }
}

extension Account {
  fileprivate static let columns = """
    id, name, level, password, parent, namespace, domainlimit, userlimit, active, email, dnsns, \
    lang, atype, note, dnsmx, dnssub, allowtransfer
    """

  init(_ columns: Columns) {
    id = columns.int64(0)
    name = columns.text(1)
    level = AccessLevel(rawValue: columns.int(2)) ?? .nobody
    password = StoredPassword(stored: columns.text(3))
    parentID = columns.optionalInt64(4)
    namespaceID = columns.optionalInt64(5)
    domainLimit = columns.optionalInt(6)
    userLimit = columns.optionalInt(7)
    isActive = columns.bool(8)
    email = columns.text(9)
    nameServers = columns.text(10)
    language = columns.text(11)
    loginAddresses = columns.text(12)
    note = columns.text(13)
    mailServers = columns.text(14)
    subdomains = columns.text(15)
    transferAddresses = columns.text(16)
  }

  fileprivate var values: [SQLValue] {
    [
      .text(name), .number(level.rawValue), .text(password.stored), .optional(parentID),
      .optional(namespaceID), .optional(domainLimit), .optional(userLimit), .flag(isActive),
      .text(email), .text(nameServers), .text(language), .text(loginAddresses), .text(note),
      .text(mailServers), .text(subdomains), .text(transferAddresses),
    ]
  }
}
