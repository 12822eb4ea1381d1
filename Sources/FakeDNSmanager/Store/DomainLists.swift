extension ListQuery {
  /// The list of domains: the columns that every strict client reads (reference §2.3), none of them
  /// ever empty.
  ///
  /// The domains of a suspended owner, or of a suspended reseller's users, stay in it with `active` off; `published` is always `on` and
  /// `curruser` tells whether the domain is the caller's own, all assumed (reference §6). `status` is
  /// documented (§3.1); its words are assumed.
  static func domains(in scope: DomainScope, seenBy account: Account) -> Self {
    let key = Column("name", "d.name", content: .domainName)
    var query = ListQuery(
      key: key,
      columns: [
        key,
        Column("user", "a.name", isJoined: true),
        Column("dtype", "d.dtype"),
        .flag("active", isServed, isJoined: true),
        Column("published", "'on'"),
        .flag("curruser", "d.user = ?", values: [.integer(account.id)]),
        .flag("dnssecstatus", "d.dnssec"),
        Column(
          "status", "CASE WHEN \(isServed) THEN 'active' ELSE 'suspended' END", isJoined: true),
      ],
      tieBreaker: sameName, source: owned, table: "domain d", textOrder: textOrder)
    let condition = scope.condition
    query.isCountedOnce = true
    if scope.hasManyOwners {
      // CROSS keeps the order of the tables, and the sign has no index over owners used.
      query.walk = Walk(
        source: owned.replacing("d JOIN", with: "d CROSS JOIN"), condition: "+\(condition.sql)",
        length: "SELECT coalesce(max(id), 0) FROM domain")
    }
    return query.only(condition.sql, condition.values)
  }

  /// The list of slave domains that were neither refreshed nor made since a time.
  ///
  /// That the making of one counts as long as it was never transferred is assumed, and so are the names
  /// of the columns; `refreshed` is then 0.
  static func problemDomains(in scope: DomainScope, notRefreshedSince time: WorldTime) -> Self {
    let key = Column("name", "d.name", content: .domainName)
    let query = ListQuery(
      key: key,
      columns: [
        key, Column("user", "a.name"), Column("masterip", "d.masterip"),
        Column("refreshed", "coalesce(s.refreshed, 0)"),
        Column("problem", "coalesce(s.failure, 'not transferred')"),
      ],
      tieBreaker: sameName, source: "\(owned) LEFT JOIN secondary s ON s.domain = d.id")
    let condition = scope.condition
    return query.only(condition.sql, condition.values)
      .only(
        "d.dtype = 'slave' AND max(coalesce(s.refreshed, 0), d.created) < ?", .integer(time.seconds)
      )
  }

  private static let owned =
    "domain d JOIN account a ON a.id = d.user LEFT JOIN account p ON p.id = a.parent"

  /// Domains of one name are in namespaces of their own, in the order of the index over names.
  private static let sameName = "d.namespace_id"

  private static let isServed = "d.active AND a.active AND coalesce(p.active, 1)"

  /// A script takes the seventh word of a line for the name (observed, reference §2.3).
  private static let textOrder = [
    "user", "dtype", "active", "published", "dnssecstatus", "curruser", "name", "status",
  ]

  /// The list of a domain's records, with the columns of reference §3.2.
  ///
  /// `info` has the priority as clients read it, with a blank behind the sign (observed, quirk 5);
  /// weight and port in the same manner are assumed.
  static func records(of domain: Domain) -> Self {
    let key = Column("rkey", "rkey")
    let query = ListQuery(
      key: key,
      columns: [
        key,
        Column("rkey_name", "name", content: .recordName),
        Column("name", "name", content: .recordName),
        Column("ttl", "ttl"),
        Column("rtype", "upper(rtype)"),
        Column("rtype_hidden", "upper(rtype)"),
        Column("value", "value"),
        Column("info", info),
      ],
      source: "record")
    return query.only("domain = ?", [.integer(domain.id)])
  }

  /// The list of names that no domain may have, read from the settings' own text.
  static var restrictedNames: Self {
    let key = Column("name", "lower(value)", content: .domainName)
    return ListQuery(
      key: key, columns: [key], source: "world, json_each(world.settings, '$.restrictedNames')")
  }

  /// The list of the domains that an account shares in a namespace; of all that are shared there for an
  /// administrator.
  static func sharedDomains(of namespace: Namespace, for viewer: Account) -> Self {
    let key = Column("name", "name", content: .domainName)
    let query = ListQuery(
      key: key, columns: [key, Column("domainlimit", "coalesce(domainlimit, '')")],
      tieBreaker: "id", source: "shareddomain"
    ).only("namespace = ?", .integer(namespace.id))
    return viewer.level >= .admin ? query : query.only("account = ?", .integer(viewer.id))
  }

  private static let info = """
    rtrim(coalesce('priority= ' || priority || ' ', '') || coalesce('weight= ' || weight || ' ', '')
      || coalesce('port= ' || port, ''))
    """
}
