internal import DNSWire

/// A namespace as the name server needs it.
struct ServedNamespace: Sendable {
  let id: Int64
  let name: String
  /// One or two; `ns1` is on the first, `ns2` on the last.
  let addresses: [String]
  /// Servers that may transfer every zone; see ``WorldSettings/secondaries``.
  let secondaries: [String]
}

/// A domain as the name server needs it.
struct ServedDomain: Sendable {
  let id: Int64
  let name: String
  let kind: Domain.Kind
  /// From where a slave zone is transferred.
  let masterAddress: String?
  let serial: UInt32
  let isSigned: Bool
  /// Grows when the contents of a slave zone are replaced.
  let version: Int
  /// When the contents of a slave zone were last known to be its master's; `nil` before that.
  let refreshed: WorldTime?
  /// Who may transfer it besides (`dnsparam`), addresses.
  let transferAddresses: [String]
}

extension Transaction {
  /// The namespace that an address belongs to.
  func servedNamespace(at address: String) throws -> ServedNamespace? {
    let id = try first("SELECT namespace FROM address WHERE address = ?", [.text(address)]) {
      $0.int64(0)
    }
    guard let namespace = try id.flatMap({ try self.namespace(id: $0) }) else { return nil }
    return ServedNamespace(
      id: namespace.id, name: namespace.name, addresses: try addresses(of: namespace),
      secondaries: try settings().secondaries)
  }

  /// Those of the named domains that are answered for: neither they nor their owner nor his reseller
  /// are suspended (reference §4.8).
  func servedDomains(
    named names: [String], namespaceID: Int64, _ mutants: Set<Mutant> = []
  ) throws -> [ServedDomain] {
    let places = names.map { _ in "?" }.joined(separator: ", ")
    let activity = mutants.contains(.servesSuspended) ? "1" : ServedDomain.isActive
    let place = mutants.contains(.mixesNamespaces) ? "?" : "d.namespace_id = ?"
    return try all(
      "\(ServedDomain.query) WHERE \(activity) AND \(place) AND d.name IN (\(places))",
      [.integer(namespaceID)] + names.map { .text($0) }, ServedDomain.init)
  }

  /// All domains of a kind that are answered for.
  func servedDomains(_ kind: Domain.Kind) throws -> [ServedDomain] {
    try all(
      "\(ServedDomain.query) WHERE \(ServedDomain.isActive) AND d.dtype = ?",
      [.text(kind.rawValue)], ServedDomain.init)
  }

  /// All records of a domain in the order in which they were made.
  func records(ofDomain id: Int64) throws -> [Record] {
    try all(
      "SELECT \(Record.columns) FROM record WHERE domain = ? ORDER BY id", [.integer(id)],
      Record.init)
  }

  /// Every address of every namespace, by the namespace's name, in order.
  func servedAddresses() throws -> [String: [String]] {
    let rows = try all(
      """
      SELECT n.name, a.address FROM address a JOIN namespace n ON n.id = a.namespace
      ORDER BY n.id, a.position
      """
    ) { (name: $0.text(0), address: $0.text(1)) }
    return Dictionary(grouping: rows, by: \.name).mapValues { $0.map(\.address) }
  }
}

extension ServedDomain {
  fileprivate static let query = """
    SELECT d.id, d.name, d.dtype, d.masterip, d.serial, coalesce(s.version, 0), s.zone NOT NULL,
      s.refreshed, a.allowtransfer, d.dnssec
    FROM domain d JOIN account a ON a.id = d.user LEFT JOIN account p ON p.id = a.parent
      LEFT JOIN secondary s ON s.domain = d.id
    """

  /// Neither the domain nor its owner nor his reseller is suspended.
  fileprivate static let isActive = "d.active AND a.active AND coalesce(p.active, 1)"

  fileprivate init(_ columns: Columns) {
    id = columns.int64(0)
    name = columns.text(1)
    kind = Domain.Kind(rawValue: columns.text(2)) ?? .master
    masterAddress = columns.optionalText(3)
    serial = UInt32(truncatingIfNeeded: columns.int64(4))
    version = columns.int(5)
    refreshed = columns.bool(6) ? WorldTime(seconds: columns.int64(7)) : nil
    isSigned = columns.bool(9)
    transferAddresses = columns.text(8).split(separator: " ").map(String.init)
  }
}
