internal import DNSWire

extension ParentZones {
  /// Seconds that caches may keep what these zones say: little, so that a test sees its change.
  ///
  /// Real registries say a day or two.
  static let ttl: UInt32 = 60

  /// The name servers, both in the root zone so that neither needs another zone to be found.
  private static let rootServer = "ns.root"
  private static let registryServer = "ns.registry"

  /// What each address answers from.
  ///
  /// What has no DNS form is left out; ``World/delegate(_:)`` lets nothing of that kind in.
  func zoneSets(_ delegations: [Delegation], serial: UInt32) -> [String: ZoneSet] {
    var sets: [String: ZoneSet] = [:]
    for name in [""] + zones {
      let address = name.isEmpty ? rootAddress : registryAddress
      let zone = zone(named: name, delegations, serial: serial)
      guard let zone else { continue }
      sets[address, default: ZoneSet()].zones[zone.origin] = zone
    }
    return sets
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

extension Delegation {
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
  fileprivate init?(address: String) {
    if let address = IPv4Address(address) {
      self = .a(address)
    } else if let address = IPv6Address(address) {
      self = .aaaa(address)
    } else {
      return nil
    }
  }
}
