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
    try makeNamespace(
      named: name, addressCount: addressCount, from: freeAddresses(of: pool))
  }

  /// Makes a namespace as ``makeNamespace(named:addressCount:pool:)`` does, with the next of `free`.
  func makeNamespace(
    named name: String, addressCount: Int, from free: AnyIterator<String>
  ) throws -> Namespace {
    let namespace = try insertNamespace(named: name)
    for position in 1...max(1, addressCount) {
      guard let address = free.next() else { throw PanelError.limit("ip", name) }
      try insert(address, of: namespace, position: position)
    }
    return namespace
  }

  /// Makes a namespace that has no address yet; see ``setAddresses(_:of:pool:)``.
  ///
  /// - Throws: `exists/namespace` when the name is taken.
  func insertNamespace(named name: String) throws -> Namespace {
    guard try namespace(named: name) == nil else { throw PanelError.exists("namespace", name) }
    try run("INSERT INTO namespace (name) VALUES (?)", [.text(name)], .namespaces)
    return Namespace(id: lastInsertedID, name: name)
  }

  /// The addresses of a namespace: `ns1` answers on the first, `ns2` on the last.
  func addresses(of namespace: Namespace) throws -> [String] {
    try all(
      "SELECT address FROM address WHERE namespace = ? ORDER BY position", [.integer(namespace.id)]
    ) { $0.text(0) }
  }

  /// Says whether an account is in the namespace.
  func isInUse(_ namespace: Namespace) throws -> Bool {
    try count(
      "SELECT EXISTS (SELECT 1 FROM account WHERE namespace = ?)", [.integer(namespace.id)]) > 0
  }

  /// Gives a namespace another name; the default one is the default one under that name too.
  ///
  /// - Throws: `exists/namespace` when the name is taken.
  func rename(_ namespace: Namespace, to name: String) throws -> Namespace {
    guard name != namespace.name else { return namespace }
    guard try self.namespace(named: name) == nil else { throw PanelError.exists("namespace", name) }
    try run(
      "UPDATE namespace SET name = ? WHERE id = ?", [.text(name), .integer(namespace.id)],
      .namespaces)
    var settings = try settings()
    if settings.defaultNamespace == namespace.name {
      settings.defaultNamespace = name
      try update(settings)
    }
    return Namespace(id: namespace.id, name: name)
  }

  /// Gives a namespace these addresses in place of its own.
  ///
  /// - Throws: `value/ip` when there are more than two, one is there twice or is not in the pool;
  ///   `exists/ip` when another namespace has it.
  func setAddresses(_ addresses: [String], of namespace: Namespace, pool: [AddressRange]) throws {
    try run("DELETE FROM address WHERE namespace = ?", [.integer(namespace.id)], .namespaces)
    var given: [String] = []
    for text in addresses {
      let address = IPAddress(formValue: text)?.text ?? text
      guard given.count < 2, !given.contains(address),
        pool.contains(where: { $0.contains(address) })
      else {
        throw PanelError.value(
          address, of: "ip",
          expected: "one address of the pool, or two different ones with a blank between")
      }
      given.append(address)
      try insert(address, of: namespace, position: given.count)
    }
  }

  /// The namespace that has an address, by its id.
  func owner(ofAddress address: String) throws -> Int64? {
    try first("SELECT namespace FROM address WHERE address = ?", [.text(address)]) { $0.int64(0) }
  }

  private func insert(_ address: String, of namespace: Namespace, position: Int) throws {
    guard try owner(ofAddress: address) == nil else { throw PanelError.exists("ip", address) }
    try run(
      "INSERT INTO address (address, namespace, position) VALUES (?, ?, ?)",
      [.text(address), .integer(namespace.id), .number(position)], .namespaces)
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
      """, [.integer(id), .text(standard)], .namespaces)
  }

  /// The addresses of a pool that no namespace has, each once and in order.
  ///
  /// Good for as many namespaces as are made from it, as long as nobody else makes one.
  func freeAddresses(of pool: [AddressRange]) throws -> AnyIterator<String> {
    var taken = Set(try all("SELECT address FROM address") { $0.text(0) })
    var rest = pool.lazy.flatMap(\.addresses).makeIterator()
    return AnyIterator {
      while let address = rest.next() {
        if taken.insert(address).inserted { return address }
      }
      return nil
    }
  }
}

extension Namespace {
  fileprivate init(_ columns: Columns) {
    self.init(id: columns.int64(0), name: columns.text(1))
  }
}
