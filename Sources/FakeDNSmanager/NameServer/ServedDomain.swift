internal import DNSWire

/// A namespace as the name server needs it; an object, because every question hands it on.
final class ServedNamespace: Sendable {
  let id: Int64
  let name: String
  /// One or two; `ns1` is on the first, `ns2` on the last.
  let addresses: [String]
  /// Servers that may transfer every zone; see ``WorldSettings/secondaries``.
  let secondaries: [String]

  init(id: Int64, name: String, addresses: [String], secondaries: [String]) {
    self.id = id
    self.name = name
    self.addresses = addresses
    self.secondaries = secondaries
  }
}

/// A domain as the name server needs it.
struct ServedDomain: Sendable {
  let id: Int64
  let namespaceID: Int64
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
  /// Every namespace that has an address.
  func servedNamespaces() throws -> [ServedNamespace] {
    let secondaries = try settings().secondaries
    let rows = try all(
      """
      SELECT n.id, n.name, a.address FROM address a JOIN namespace n ON n.id = a.namespace
      ORDER BY n.id, a.position
      """
    ) { (id: $0.int64(0), name: $0.text(1), address: $0.text(2)) }
    return Dictionary(grouping: rows, by: \.id).map { id, rows in
      ServedNamespace(
        id: id, name: rows[0].name, addresses: rows.map(\.address), secondaries: secondaries)
    }
  }

  /// The domains that are answered for, oldest first: neither they nor their owner nor his reseller are
  /// suspended (reference §4.8).
  ///
  /// Those with the given ids, or all.
  func servedDomains(
    _ ids: Set<Int64>? = nil, _ mutants: Set<Mutant> = []
  ) throws -> [ServedDomain] {
    let activity = mutants.contains(.servesSuspended) ? "1" : ServedDomain.isActive
    guard let ids else {
      return try all(
        "\(ServedDomain.query) WHERE \(activity) ORDER BY d.id", [], ServedDomain.init)
    }
    let list = "[\(ids.map(String.init).joined(separator: ","))]"
    return try all(
      """
      \(ServedDomain.query) WHERE \(activity) AND d.id IN (SELECT value FROM json_each(?))
      ORDER BY d.id
      """, [.text(list)], ServedDomain.init)
  }

  /// All records of a domain in order of their keys, which decides where two cannot stand side by side.
  func records(ofDomain id: Int64) throws -> [Record] {
    try all(
      "SELECT \(Record.columns) FROM record WHERE domain = ? ORDER BY rkey", [.integer(id)],
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
      s.refreshed, a.allowtransfer, d.dnssec, d.namespace_id
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
    namespaceID = columns.int64(10)
    transferAddresses = columns.text(8).split(separator: " ").map(String.init)
  }
}
