/// A namespace: an isolated set of zones behind one or two addresses of its own (reference §4.1).
struct Namespace: Sendable, Equatable {
  let id: Int64
  let name: String
}

extension Namespace {
  /// The names of its two name servers, `ns1.` and `ns2.` put before its name (clause NS-14).
  var nameServers: [String] { ["ns1.\(name)", "ns2.\(name)"] }
}

extension Transaction {
  func namespace(id: Int64) throws -> Namespace? {
    try first("SELECT id, name FROM namespace WHERE id = ?", [.integer(id)], Namespace.init)
  }

  func namespace(named name: String) throws -> Namespace? {
    try first("SELECT id, name FROM namespace WHERE name = ?", [.text(name)], Namespace.init)
  }

  func namespaces() throws -> [Namespace] {
    try all("SELECT id, name FROM namespace ORDER BY id", [], Namespace.init)
  }

  /// Makes a namespace with one or two addresses, taken from the pool in order.
  ///
  /// - Throws: `exists/namespace` when the name is taken; `limit/ip` when the pool is empty, which is
  ///   assumed: the documents say "creation refused" (reference §4.1, §6).
  func makeNamespace(
    named name: String, addressCount: Int, pool: [AddressRange]
  ) throws -> Namespace {
    guard try namespace(named: name) == nil else { throw PanelError.exists("namespace", name) }
    var free = try freeAddresses(addressCount, pool: pool).makeIterator()
    try run("INSERT INTO namespace (name) VALUES (?)", [.text(name)])
    let id = lastInsertedID
    for position in 1...max(1, addressCount) {
      guard let address = free.next() else { throw PanelError.limit("ip", name) }
      try run(
        "INSERT INTO address (address, namespace, position) VALUES (?, ?, ?)",
        [.text(address), .integer(id), .number(position)])
    }
    return Namespace(id: id, name: name)
  }

  /// The addresses of a namespace: `ns1` answers on the first, `ns2` on the last.
  func addresses(of namespace: Namespace) throws -> [String] {
    try all(
      "SELECT address FROM address WHERE namespace = ? ORDER BY position", [.integer(namespace.id)]
    ) { $0.text(0) }
  }

  /// Deletes a namespace that no account and no domain uses any more; its addresses are free again.
  ///
  /// The one named `standard` stays: it is the installation's own.
  func deleteNamespaceIfUnused(id: Int64, keeping standard: String) throws {
    try run(
      """
      DELETE FROM namespace WHERE id = ?1 AND name <> ?2
        AND NOT EXISTS (SELECT 1 FROM account WHERE namespace = ?1)
        AND NOT EXISTS (SELECT 1 FROM domain WHERE namespace_id = ?1)
      """, [.integer(id), .text(standard)])
  }

  private func freeAddresses(_ wanted: Int, pool: [AddressRange]) throws -> [String] {
    let taken = Set(try all("SELECT address FROM address") { $0.text(0) })
    return Array(
      pool.lazy.flatMap { $0.addresses }.filter { !taken.contains($0) }.prefix(max(1, wanted)))
  }
}

extension Namespace {
  fileprivate init(_ columns: Columns) {
    self.init(id: columns.int64(0), name: columns.text(1))
  }
}
