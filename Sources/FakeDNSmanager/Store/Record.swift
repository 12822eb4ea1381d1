/// A record of a zone: one row of `record`, known by its domain and its key.
struct Record: Sendable, Equatable {
  /// The types that the panel knows (reference §4.7), by the word that `rtype` takes.
  enum Kind: String, CaseIterable, FormValue {
    case a, aaaa, caa, cname, dname, mx, ns, ptr, soa, srv, tlsa, txt

    /// The type as lists and keys show it.
    var shown: String { rawValue.uppercased() }
  }

  /// Lower case, absolute, with the final dot.
  var name: String
  var kind: Kind
  /// Seconds.
  var ttl: Int
  /// What stands behind the priority in the key: an address, a target, a text.
  var value: String
  /// MX and SRV only.
  var priority: UInt16?
  /// SRV only.
  var weight: UInt16?
  /// SRV only.
  var port: UInt16?
  /// CAA only.
  var flags: UInt8?
  /// CAA only: `issue`, `issuewild`, `iodef`.
  var tag: String?

  /// The key that `elid` takes: name, type, priority, value, one blank between each, so that two
  /// stand where there is no priority (observed, reference §4.7).
  var rkey: String { "\(name) \(kind.shown) \(priority.map(String.init) ?? "") \(value)" }
}

extension Record {
  /// Compares values by their bytes, as DNS does: `==` of texts takes two spellings of a letter for one.
  static func == (one: Self, other: Self) -> Bool {
    one.hasKey(of: other) && one.ttl == other.ttl && one.weight == other.weight
      && one.port == other.port && one.flags == other.flags && one.tag == other.tag
  }

  /// Whether both have the same ``rkey``, byte for byte.
  func hasKey(of other: Record) -> Bool {
    name == other.name && kind == other.kind && priority == other.priority
      && value.utf8.elementsEqual(other.value.utf8)
  }
}

extension Transaction {
  /// Returns the record of that exact key.
  func record(rkey: String, of domain: Domain) throws -> Record? {
    try first(
      "SELECT \(Record.columns) FROM record WHERE domain = ? AND rkey = ?",
      [.integer(domain.id), .text(rkey)], Record.init)
  }

  /// Returns the records of one name, in order of their keys.
  ///
  /// A key begins with the name, so the index over keys finds them.
  func records(named name: String, of domain: Domain) throws -> [Record] {
    try records(named: name, ofDomain: domain.id)
  }

  /// Returns the records of one name of the domain with that id, in order of their keys.
  func records(named name: String, ofDomain id: Int64) throws -> [Record] {
    try all(
      """
      SELECT \(Record.columns) FROM record WHERE domain = ? AND rkey >= ? AND rkey < ?
      ORDER BY rkey
      """, [.integer(id), .text("\(name) "), .text("\(name)!")], Record.init)
  }

  /// Stores a new record.
  func insert(_ record: Record, into domain: Domain) throws {
    try insert(record, intoDomain: domain.id, .name(record.name, domainID: domain.id))
  }

  /// Stores a new record of the domain with that id.
  func insert(_ record: Record, intoDomain id: Int64, _ effect: ServedEffect) throws {
    try run(Record.insertions[0], record.values + [.integer(id)], effect)
  }

  /// Stores new records, many with one statement: a zone starts with a dozen.
  func insert(_ records: [Record], into domain: Domain) throws {
    for start in stride(from: 0, to: records.count, by: Record.mostAtOnce) {
      let some = records[start...].prefix(Record.mostAtOnce)
      try run(
        Record.insertions[some.count - 1], some.flatMap { $0.values + [.integer(domain.id)] },
        .contents(domainID: domain.id))
    }
  }

  /// Writes every field of a record in the place of the one that is stored, which may have another name.
  func update(_ record: Record, over old: Record, in domain: Domain) throws {
    note(.name(old.name, domainID: domain.id))
    try run(
      """
      UPDATE record SET name = ?, rtype = ?, ttl = ?, rkey = ?, value = ?, priority = ?, weight = ?,
        port = ?, flags = ?, tag = ? WHERE domain = ? AND rkey = ?
      """, record.values + [.integer(domain.id), .text(old.rkey)],
      .name(record.name, domainID: domain.id))
  }

  func delete(_ record: Record, of domain: Domain) throws {
    try run(
      "DELETE FROM record WHERE domain = ? AND rkey = ?",
      [.integer(domain.id), .text(record.rkey)],
      .name(record.name, domainID: domain.id))
  }
}

extension Record {
  /// Rows of one statement; SQLite takes 32,766 values at most, and each count is a statement kept.
  fileprivate static let mostAtOnce = 32

  /// The statements that insert 1, 2 and so on.
  fileprivate static let insertions = (1...mostAtOnce).map { count in
    let rows = Array(repeating: "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", count: count)
    return """
      INSERT INTO record (name, rtype, ttl, rkey, value, priority, weight, port, flags, tag, domain)
      VALUES \(rows.joined(separator: ", "))
      """
  }

  static let columns = "name, rtype, ttl, value, priority, weight, port, flags, tag"

  init(_ columns: Columns) {
    name = columns.text(0)
    kind = Kind(rawValue: columns.text(1)) ?? .txt
    ttl = columns.int(2)
    value = columns.text(3)
    priority = columns.optionalInt(4).map { UInt16(clamping: $0) }
    weight = columns.optionalInt(5).map { UInt16(clamping: $0) }
    port = columns.optionalInt(6).map { UInt16(clamping: $0) }
    flags = columns.optionalInt(7).map { UInt8(clamping: $0) }
    tag = columns.optionalText(8)
  }

  fileprivate var values: [SQLValue] {
    [
      .text(name), .text(kind.rawValue), .number(ttl), .text(rkey), .text(value),
      .optional(priority.map(Int.init)), .optional(weight.map(Int.init)),
      .optional(port.map(Int.init)), .optional(flags.map(Int.init)), .optional(tag),
    ]
  }
}
