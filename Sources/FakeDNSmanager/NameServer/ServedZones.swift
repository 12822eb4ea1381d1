internal import DNSWire
internal import Synchronization

/// A zone that a name is in, and the domain that it comes from.
struct ServedZone: Sendable {
  /// `nil` for the zone of a namespace itself.
  let domain: ServedDomain?
  /// `nil` when the domain has no contents: a slave that was never transferred.
  let zone: Zone?
}

/// The zones of a world's store, kept for as long as nothing changes.
///
/// One lock guards what is kept. Which domain answers for a name is forgotten with every change of the
/// store; a zone is built anew only when its domain has another serial. So a change is seen by the
/// next question, and a question costs no SQL while nothing changes. What is signed is signed anew when
/// the world's clock shows another day.
final class ServedZones: Sendable {
  private struct Place: Hashable {
    let namespaceID: Int64
    let name: Name
  }

  private struct Built {
    let serial: UInt32
    let version: Int
    let day: SigningDay
    let zone: Zone?
  }

  /// The root and the registries' zones, by address.
  private struct Parents {
    let serial: UInt32
    let day: SigningDay
    let sets: [String: ZoneSet]
    /// Whether the store has not changed since it was looked at.
    var isCurrent = true
  }

  private struct Kept {
    var change: UInt64 = 0
    var day: SigningDay?
    var namespaces: [String: ServedNamespace] = [:]
    /// `nil` for a name that no zone has.
    var zones: [Place: ServedZone?] = [:]
    var built: [Int64: Built] = [:]
    var parents: Parents?

    /// Forgets what may have changed, and everything when it becomes too much.
    mutating func prepare(for change: UInt64, _ day: SigningDay) {
      if change != self.change || day != self.day {
        (self.change, self.day) = (change, day)
        namespaces = [:]
        zones = [:]
        parents?.isCurrent = false
      }
      if zones.count > ServedZones.maximumCount { zones = [:] }
      if built.count > ServedZones.maximumCount { built = [:] }
    }
  }

  /// Names, and zones, that are kept at most: whoever asks for ever new names takes no memory.
  private static let maximumCount = 100_000

  private let store: Store
  private let clock: WorldClock
  private let mutants: Set<Mutant>
  private let kept = Mutex(Kept())

  init(store: Store, clock: WorldClock, mutants: Set<Mutant> = []) {
    self.store = store
    self.clock = clock
    self.mutants = mutants
  }

  /// The namespace that answers on an address.
  func namespace(at address: String) throws -> ServedNamespace? {
    let (change, day) = (store.changes.number, SigningDay(at: clock.now))
    let known = kept.withLock { kept in
      kept.prepare(for: change, day)
      return kept.namespaces[address]
    }
    if let known { return known }
    guard let found = try store.change({ try $0.servedNamespace(at: address) }) else { return nil }
    kept.withLock { kept in
      if kept.change == change, kept.day == day { kept.namespaces[address] = found }
    }
    return found
  }

  /// The zones above the customers' that an address answers for; `nil` when it is not theirs.
  func parents(at address: String) throws -> ZoneSet? {
    let (change, day) = (store.changes.number, SigningDay(at: clock.now))
    let known = kept.withLock { kept in
      kept.prepare(for: change, day)
      return kept.parents
    }
    if let known, known.isCurrent { return known.sets[address] }
    let parents = try store.change { transaction in
      let serial = try transaction.parentSerial()
      if let known, known.serial == serial, known.day == day {
        return Parents(serial: serial, day: day, sets: known.sets)
      }
      let sets = try transaction.parentZoneSets(serial: serial, day, reusing: known?.sets)
      return Parents(serial: serial, day: day, sets: sets)
    }
    kept.withLock { kept in
      if kept.change == change, kept.day == day { kept.parents = parents }
    }
    return parents.sets[address]
  }

  /// The zone with the longest name that a name is in, of those that a namespace has.
  func closest(to name: Name, in namespace: ServedNamespace) throws -> ServedZone? {
    let (change, day) = (store.changes.number, SigningDay(at: clock.now))
    var unknown: [Name] = []
    let known = kept.withLock { kept -> ServedZone? in
      kept.prepare(for: change, day)
      for count in stride(from: name.labelCount, to: 0, by: -1) {
        let suffix = name.suffix(count)
        switch kept.zones[Place(namespaceID: namespace.id, name: suffix)] {
        case .some(let zone?): return zone
        case .some(nil): break
        case nil: unknown.append(suffix)
        }
      }
      return nil
    }
    guard !unknown.isEmpty else { return known }
    let found = try load(unknown, namespace, day)
    kept.withLock { kept in
      guard kept.change == change, kept.day == day else { return }
      for name in unknown {
        kept.zones[Place(namespaceID: namespace.id, name: name)] = .some(found[name])
      }
    }
    return unknown.lazy.compactMap { found[$0] }.first ?? known
  }

  private func load(
    _ names: [Name], _ namespace: ServedNamespace, _ day: SigningDay
  ) throws -> [Name: ServedZone] {
    try store.change { transaction in
      var found: [Name: ServedZone] = [:]
      for domain in try transaction.servedDomains(
        named: names.map(\.storedText), namespaceID: namespace.id, mutants)
      {
        guard let origin = try? Name("\(domain.name).") else { continue }
        found[origin] = ServedZone(
          domain: domain, zone: try zone(of: domain, origin, day, transaction))
      }
      if let own = Zone(namespace: namespace), names.contains(own.origin),
        try transaction.servedDomains(
          named: own.origin.ancestry.map(\.storedText), namespaceID: namespace.id
        ).isEmpty, !mutants.contains(.forgetsOwnServers)
      {
        found[own.origin] = ServedZone(domain: nil, zone: own)
      }
      return found
    }
  }

  private func zone(
    of domain: ServedDomain, _ origin: Name, _ day: SigningDay, _ transaction: Transaction
  ) throws -> Zone? {
    let known = kept.withLock { $0.built[domain.id] }
    let signs = domain.isSigned && domain.kind == .master
    if let known, known.serial == domain.serial, known.version == domain.version,
      known.day == day || !signs
    {
      return known.zone
    }
    var zone =
      switch domain.kind {
      case .master: Zone(origin: origin, records: try transaction.records(ofDomain: domain.id))
      case .slave: try transaction.transferredZone(of: domain, origin: origin)
      }
    if mutants.contains(.freezesSerials), let serial = known?.zone?.startOfAuthority.serial {
      zone?.setSerial(serial)
    }
    if signs {
      zone = try zone?.signed(
        by: transaction.zoneKey(of: .domain(domain.id)), day.validity, reusing: known?.zone)
    }
    let built = Built(serial: domain.serial, version: domain.version, day: day, zone: zone)
    kept.withLock { $0.built[domain.id] = built }
    return zone
  }
}

extension Name {
  /// The name as the store has the names of domains: lower case, no final dot.
  fileprivate var storedText: String { String(description.lowercased().dropLast()) }

  /// The name and those above it, but for the root.
  fileprivate var ancestry: [Name] { (0..<labelCount).map { suffix(labelCount - $0) } }
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
