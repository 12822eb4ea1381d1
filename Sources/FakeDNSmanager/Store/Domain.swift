/// A zone: one row of `domain`.
struct Domain: Sendable, Equatable {
  /// Where its contents come from.
  enum Kind: String, CaseIterable, FormValue {
    /// Its records are edited here.
    case master
    /// Its records are transferred from another server and cannot be edited (reference §4.6).
    case slave
  }

  var id: Int64 = 0
  /// Lower case, no final dot.
  var name: String
  /// The account it belongs to.
  var ownerID: Int64
  var namespaceID: Int64
  var kind: Kind
  /// From where a slave zone is transferred; `nil` on a master.
  var masterAddress: String?
  /// The mailbox of the SOA record, with `@`.
  var email: String
  /// `YYYYMMDDnn`; grows with every change.
  var serial: UInt32
  var isActive = true
  var isSigned = false
}

/// The domains that a call may see and touch.
enum DomainScope {
  /// Every domain of the world.
  case all
  /// Those of an account itself.
  case own(Int64)
  /// Those of an account and of the users that it made.
  case family(Int64)
  /// Those of accounts without a reseller.
  case withoutReseller

  /// Whether the domains may be those of several accounts, and not all that there are.
  var hasManyOwners: Bool {
    switch self {
    case .all, .own: false
    case .family, .withoutReseller: true
    }
  }

  /// A condition on `domain.user`, and its values.
  var condition: (sql: String, values: [SQLValue]) {
    switch self {
    case .all: ("1", [])
    // One value and not a list of them: the index over owners then gives the rows in order.
    case .own(let id): ("d.user = ?", [.integer(id)])
    case .family(let id):
      (
        """
        d.user IN (SELECT id FROM account WHERE id = ? UNION ALL
          SELECT id FROM account WHERE parent = ?)
        """, [.integer(id), .integer(id)]
      )
    case .withoutReseller:
      ("d.user IN (SELECT id FROM account WHERE parent IS NULL AND level <> 24)", [])
    }
  }
}

extension Transaction {
  /// Returns the domain of that name; where several namespaces have it, the preferred one's, else the
  /// oldest, which is assumed.
  func domain(
    named name: String, in scope: DomainScope, preferring namespaceID: Int64?
  ) throws -> Domain? {
    let (condition, values) = scope.condition
    return try first(
      """
      SELECT \(Domain.columns) FROM domain d WHERE d.name = ? AND \(condition)
      ORDER BY d.namespace_id IS NOT ?, d.id LIMIT 1
      """, [.text(name)] + values + [.optional(namespaceID)], Domain.init)
  }

  /// Returns the domain of that name in a namespace, whoever owns it.
  func domain(named name: String, namespaceID: Int64) throws -> Domain? {
    try first(
      "SELECT \(Domain.columns) FROM domain d WHERE d.name = ? AND d.namespace_id = ?",
      [.text(name), .integer(namespaceID)], Domain.init)
  }

  /// The master zones that the account owns itself, by name.
  func masterDomains(of account: Account) throws -> [Domain] {
    try all(
      "SELECT \(Domain.columns) FROM domain d WHERE d.user = ? AND d.dtype = 'master' ORDER BY d.name",
      [.integer(account.id)], Domain.init)
  }

  /// How many domains an account has; `withUsers` counts those of the users that it made too.
  func domainCount(of account: Account, withUsers: Bool) throws -> Int {
    guard withUsers else {
      return try count("SELECT count(*) FROM domain WHERE user = ?", [.integer(account.id)])
    }
    let (condition, values) = DomainScope.family(account.id).condition
    return try count("SELECT count(*) FROM domain d WHERE \(condition)", values)
  }

  /// Stores a domain that is new at a time and returns it with its id.
  func insert(_ domain: Domain, at time: WorldTime) throws -> Domain {
    try run(
      """
      INSERT INTO domain (
        name, user, namespace_id, dtype, masterip, email, serial, active, dnssec, created)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, domain.values + [.integer(time.seconds)], .nothing)
    var stored = domain
    stored.id = lastInsertedID
    note(.domain(stored.id))
    return stored
  }

  /// Writes every field of a domain that is already stored.
  func update(_ domain: Domain) throws {
    try run(
      """
      UPDATE domain SET name = ?, user = ?, namespace_id = ?, dtype = ?, masterip = ?, email = ?,
        serial = ?, active = ?, dnssec = ? WHERE id = ?
      """, domain.values + [.integer(domain.id)], .domain(domain.id))
  }

  /// Deletes a domain with its records.
  func deleteDomain(id: Int64) throws {
    try run("DELETE FROM domain WHERE id = ?", [.integer(id)], .domain(id))
  }
}

extension Domain {
  static let columns = """
    d.id, d.name, d.user, d.namespace_id, d.dtype, d.masterip, d.email, d.serial, d.active, d.dnssec
    """

  init(_ columns: Columns) {
    id = columns.int64(0)
    name = columns.text(1)
    ownerID = columns.int64(2)
    namespaceID = columns.int64(3)
    kind = Kind(rawValue: columns.text(4)) ?? .master
    masterAddress = columns.optionalText(5)
    email = columns.text(6)
    serial = UInt32(truncatingIfNeeded: columns.int64(7))
    isActive = columns.bool(8)
    isSigned = columns.bool(9)
  }

  fileprivate var values: [SQLValue] {
    [
      .text(name), .integer(ownerID), .integer(namespaceID), .text(kind.rawValue),
      .optional(masterAddress), .text(email), .integer(Int64(serial)), .flag(isActive),
      .flag(isSigned),
    ]
  }
}
