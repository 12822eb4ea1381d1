extension ListQuery {
  /// All namespaces with their addresses.
  static var namespaces: ListQuery {
    ListQuery(
      key: Column("name", "n.name"),
      columns: [
        Column("name", "n.name", content: .domainName), Column("id", "n.id"),
        Column("ip", address(at: 1)),
        Column("ip2", address(at: 2)),
        Column("users", "(SELECT count(*) FROM account WHERE namespace = n.id)"),
      ], source: "namespace AS n")
  }

  /// The addresses that namespaces have taken from the pool.
  static var addresses: ListQuery {
    ListQuery(
      key: Column("name", "i.address"),
      columns: [Column("name", "i.address"), Column("namespace", "n.name", content: .domainName)],
      source: "address AS i JOIN namespace AS n ON n.id = i.namespace")
  }

  private static func address(at position: Int) -> String {
    "(SELECT address FROM address WHERE namespace = n.id AND position = \(position))"
  }
}
