internal import DNSWire

extension ParentZones {
  /// Seconds that caches may keep what these zones say: little, so that a test sees its change.
  ///
  /// Real registries say a day or two.
  static let ttl: UInt32 = 60

  /// The name servers, both in the root zone so that neither needs another zone to be found.
  private static let rootServer = "ns.root"
  private static let registryServer = "ns.registry"

  /// The root's zone and those of the registries, not signed, each with the address that answers for it.
  ///
  /// What has no DNS form is left out; ``World/delegate(_:)`` lets nothing of that kind in.
  fileprivate func unsignedZones(
    _ delegations: [Delegation], serial: UInt32
  ) -> [(name: String, address: String, zone: Zone)] {
    ([""] + zones).compactMap { name in
      zone(named: name, delegations, serial: serial).map {
        (name, name.isEmpty ? rootAddress : registryAddress, $0)
      }
    }
  }

  /// One zone with what it delegates; the empty name is the root's.
  private func zone(named name: String, _ delegations: [Delegation], serial: UInt32) -> Zone? {
    let server = name.isEmpty ? Self.rootServer : Self.registryServer
    guard let origin = try? Name("\(name)."), let primary = try? Name("\(server)."),
      let mailbox = try? Name("\(NewZone.defaultMailboxName).\(server).")
    else { return nil }
    let timers = StartOfAuthority.timers
    var zone = Zone(
      origin: origin,
      startOfAuthority: DNSWire.StartOfAuthority(
        primary: primary, mailbox: mailbox, serial: SerialNumber(serial),
        refresh: UInt32(timers.refresh), retry: UInt32(timers.retry),
        expire: UInt32(timers.expire), minimum: Self.ttl),
      ttl: Self.ttl)
    var records = [(name, RecordData.ns(primary))]
    if name.isEmpty {
      records += [(Self.rootServer, rootAddress), (Self.registryServer, registryAddress)]
        .compactMap { server, address in IPv4Address(address).map { (server, .a($0)) } }
    }
    for child in zones where (self.zone(above: child) ?? "") == name {
      guard let server = try? Name("\(Self.registryServer).") else { continue }
      records.append((child, .ns(server)))
    }
    records += delegations.filter { self.zone(above: $0.domain) == name }.flatMap(\.records)
    for (owner, data) in records {
      guard let owner = try? Name("\(owner)."), owner.isSubdomain(of: origin) else { continue }
      _ = try? zone.insert(ResourceRecord(name: owner, ttl: Self.ttl, data: data))
    }
    return zone
  }
}

extension Transaction {
  /// What each address of the zones above answers from; nothing in a world without.
  ///
  /// Those that are signed have DS records of each other; `former` is what was made before.
  func parentZoneSets(
    serial: UInt32, _ day: SigningDay, reusing former: [String: ZoneSet]?,
    _ mutants: Set<Mutant> = []
  ) throws -> [String: ZoneSet] {
    guard let parent = try settings().parent else { return [:] }
    let delegations = try delegations().map {
      mutants.contains(.omitsGlue) ? $0.withoutAddresses : $0
    }
    var made = parent.unsignedZones(delegations, serial: serial)
    if parent.isSigned {
      let keys = try made.map { try zoneKey(of: .parent($0.name)) }
      for (child, key) in zip(made, keys) where !child.name.isEmpty {
        let above = parent.zone(above: child.name) ?? ""
        guard let index = made.firstIndex(where: { $0.name == above }) else { continue }
        let origin = child.zone.origin
        let data = key.delegationSigner(of: origin)
        try made[index].zone.insert(
          ResourceRecord(name: origin, ttl: ParentZones.ttl, data: data))
      }
      for (index, key) in zip(made.indices, keys) {
        let former = former?[made[index].address]?.zones[made[index].zone.origin]
        made[index].zone = try made[index].zone.signed(by: key, day.validity, reusing: former)
      }
    }
    return made.reduce(into: [:]) { sets, made in
      sets[made.address, default: ZoneSet()].zones[made.zone.origin] = made.zone
    }
  }

  /// The DS record of the root; `nil` where nothing signs it.
  func trustAnchor() throws -> ResourceRecord? {
    guard let parent = try settings().parent, parent.isSigned else { return nil }
    return ResourceRecord(
      name: .root, ttl: ParentZones.ttl,
      data: try zoneKey(of: .parent("")).delegationSigner(of: .root))
  }
}

extension Delegation {
  fileprivate var withoutAddresses: Delegation {
    var delegation = self
    delegation.servers = servers.map { Server(name: $0.name) }
    return delegation
  }

  /// What stands in the zone above: NS, DS, and the addresses that were given.
  fileprivate var records: [(String, RecordData)] {
    let hosts = servers.compactMap { server in
      (try? Name("\(server.name).")).map { (domain, RecordData.ns($0)) }
    }
    let addresses = servers.compactMap { server in
      server.address.flatMap(RecordData.init(address:)).map { (server.name, $0) }
    }
    let signers = signers.compactMap { text in
      (try? RecordData(type: .ds, text)).map { (domain, $0) }
    }
    return hosts + addresses + signers
  }
}

extension RecordData {
  /// The A or AAAA record of an address.
  init?(address: String) {
    if let address = IPv4Address(address) {
      self = .a(address)
    } else if let address = IPv6Address(address) {
      self = .aaaa(address)
    } else {
      return nil
    }
  }
}
