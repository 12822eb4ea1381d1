internal import DNSWire

/// A zone that a name is in, and the domain that it comes from; an object, because every question hands
/// it on.
final class ServedZone: Sendable {
  /// `nil` for the zone of a namespace itself.
  let domain: ServedDomain?
  /// `nil` when the domain has no contents: a slave that was never transferred.
  let zone: Zone?
  /// The day of its signatures; `nil` when it is not signed here.
  let day: SigningDay?

  init(domain: ServedDomain?, zone: Zone?, day: SigningDay? = nil) {
    self.domain = domain
    self.zone = zone
    self.day = day
  }
}

/// Every domain that is answered for, by namespace and name, with the zones that somebody has asked for.
///
/// Complete, so that a name which no domain covers costs no look into the store, and kept in step with
/// the store by what its transactions say that they changed.
struct ServedDirectory: Sendable {
  /// What is known of a name.
  enum Finding: Sendable {
    /// No domain of the namespace covers it.
    case nothing
    case zone(ServedZone)
    /// A domain covers it whose zone is to be made, or to be brought up to date.
    case domain(ServedDomain)
  }

  private struct Place: Hashable {
    let namespaceID: Int64
    let name: Name
  }

  /// An object, so that looking at it copies no texts.
  private final class Entry: Sendable {
    let domain: ServedDomain
    let served: ServedZone?

    init(domain: ServedDomain, served: ServedZone? = nil) {
      self.domain = domain
      self.served = served
    }
  }

  /// Zones that are kept at most: whoever asks for each of very many takes no more memory.
  private static let maximumZoneCount = 100_000

  private let mutants: Set<Mutant>
  private var entries: [Place: Entry] = [:]
  private var places: [Int64: Place] = [:]
  private var made: [Int64: MadeZone] = [:]
  /// The labels of the longest names that are in ``entries``: no longer suffix need be looked for.
  private var maximumLabelCount = 0
  /// Whether all domains were read once.
  private(set) var isComplete = false

  init(mutants: Set<Mutant>) {
    self.mutants = mutants
  }

  /// The domain with the longest name that a name is in.
  func find(_ name: Name, in namespaceID: Int64) -> Finding {
    let namespaceID = isolated(namespaceID)
    for count in stride(from: min(name.labelCount, maximumLabelCount), to: 0, by: -1) {
      let place = Place(namespaceID: namespaceID, name: name.suffix(count))
      guard let entry = entries[place] else { continue }
      return entry.served.map { .zone($0) } ?? .domain(entry.domain)
    }
    return .nothing
  }

  /// What is known of a domain's zone from before.
  func madeZone(of domain: ServedDomain) -> MadeZone? { made[domain.id] }

  /// Keeps a zone for the questions to come.
  mutating func keep(_ zone: MadeZone, of domain: ServedDomain) -> ServedZone {
    if made.count >= Self.maximumZoneCount, made[domain.id] == nil { forgetZones() }
    made[domain.id] = zone
    let served = ServedZone(domain: domain, zone: zone.served, day: zone.day)
    if let place = places[domain.id] { entries[place] = Entry(domain: domain, served: served) }
    return served
  }

  /// Brings all domains to what the store has now.
  ///
  /// - Throws: What the store throws; the directory is then to be thrown away.
  mutating func follow(_ changes: ServedChanges, in transaction: Transaction) throws {
    if changes.reach == .everything || !isComplete { made = [:] }
    for id in changes.contents { made[id] = nil }
    for (id, names) in changes.names { made[id]?.changedNames.formUnion(names) }
    if changes.reach == .named, isComplete {
      try read(changes.domains, in: transaction)
    } else {
      try readAll(in: transaction)
    }
  }

  private mutating func read(_ ids: Set<Int64>, in transaction: Transaction) throws {
    guard !ids.isEmpty else { return }
    for id in ids {
      if let place = places.removeValue(forKey: id) { entries[place] = nil }
    }
    for domain in try transaction.servedDomains(ids, mutants) { add(domain) }
    for id in ids where places[id] == nil { made[id] = nil }
  }

  private mutating func readAll(in transaction: Transaction) throws {
    (entries, places, maximumLabelCount) = ([:], [:], 0)
    for domain in try transaction.servedDomains(nil, mutants) { add(domain) }
    made = made.filter { places[$0.key] != nil }
    isComplete = true
  }

  private mutating func add(_ domain: ServedDomain) {
    guard let name = try? Name("\(domain.name).") else { return }
    let place = Place(namespaceID: isolated(domain.namespaceID), name: name)
    entries[place] = Entry(domain: domain)
    places[domain.id] = place
    maximumLabelCount = max(maximumLabelCount, name.labelCount)
  }

  private mutating func forgetZones() {
    made = [:]
    entries = entries.mapValues { Entry(domain: $0.domain) }
  }

  /// The namespace, or one for all in a world whose namespaces are not kept apart.
  private func isolated(_ namespaceID: Int64) -> Int64 {
    mutants.contains(.mixesNamespaces) ? 0 : namespaceID
  }
}
