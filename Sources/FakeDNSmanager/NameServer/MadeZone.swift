internal import DNSWire

/// A zone as it was made from the store, and what has changed in the store since.
struct MadeZone: Sendable {
  /// Without signatures of our own; `nil` when the domain has no contents.
  fileprivate let plain: Zone?
  /// What is answered from.
  let served: Zone?
  /// The day of the signatures; `nil` when it is not signed here.
  let day: SigningDay?
  fileprivate let kind: Domain.Kind
  fileprivate let serial: UInt32
  fileprivate let version: Int
  /// Names whose records may be others by now: lower case, absolute.
  var changedNames: Set<String> = []
}

extension Transaction {
  /// The zone of a domain as it is now, made of what `former` has that did not change.
  ///
  /// So a change costs what is changed. Where names are not known to have changed and the serial has,
  /// all is made anew. What is signed is signed as a whole, with the signatures of what stayed.
  func madeZone(
    of domain: ServedDomain, from former: MadeZone?, on day: SigningDay,
    _ mutants: Set<Mutant> = []
  ) throws -> MadeZone {
    var plain = try contents(of: domain, from: former)
    if mutants.contains(.freezesSerials), let serial = former?.plain?.startOfAuthority.serial {
      plain?.setSerial(serial)
    }
    let signs = domain.isSigned && domain.kind == .master
    return MadeZone(
      plain: plain,
      served: signs
        ? try plain?.signed(
          by: zoneKey(of: .domain(domain.id)), day.validity, reusing: former?.served)
        : plain,
      day: signs ? day : nil, kind: domain.kind, serial: domain.serial, version: domain.version)
  }

  private func contents(of domain: ServedDomain, from former: MadeZone?) throws -> Zone? {
    let origin = try Name("\(domain.name).")
    if let former, former.kind == domain.kind, former.version == domain.version {
      if former.serial == domain.serial, former.changedNames.isEmpty { return former.plain }
      if var zone = former.plain, domain.kind == .master, !former.changedNames.isEmpty {
        for name in former.changedNames {
          let records = try records(named: name, ofDomain: domain.id)
          zone.renew(try Name(name), with: records.compactMap(\.resourceRecord))
        }
        return zone
      }
    }
    return switch domain.kind {
    case .master: Zone(origin: origin, records: try records(ofDomain: domain.id))
    case .slave: try transferredZone(of: domain, origin: origin)
    }
  }
}

extension Zone {
  /// Gives the SOA record another serial.
  fileprivate mutating func setSerial(_ serial: SerialNumber) {
    guard let set = set(origin, .soa) else { return }
    var soa = startOfAuthority
    soa.serial = serial
    // The set is the zone's own SOA, which it always takes back.
    try? replace(RRset(name: origin, ttl: set.ttl, .soa(soa)))
  }
}
