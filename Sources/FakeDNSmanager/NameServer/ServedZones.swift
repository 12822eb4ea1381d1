internal import DNSWire
internal import Synchronization

/// What a world's name server answers from, in step with the world's store.
///
/// One lock guards what is kept. A change is seen by the next question, which costs what has changed;
/// while nothing changes a question costs no SQL, and a zone that nobody asks for is never made. What is
/// signed is signed anew when the world's clock shows another day.
final class ServedZones: Sendable {
  /// The root and the registries' zones, by address.
  fileprivate struct Parents {
    let serial: UInt32
    let day: SigningDay
    let sets: [String: ZoneSet]
    /// Whether the store has not changed since it was looked at.
    var isCurrent = true
  }

  fileprivate struct Kept {
    /// The change of the store up to which it was followed; `nil` before the first question.
    var change: UInt64?
    /// By address.
    var namespaces: [String: ServedNamespace] = [:]
    /// The zones of the namespaces themselves, by their id.
    var own: [Int64: ServedZone] = [:]
    var directory: ServedDirectory
    var parents: Parents?
  }

  private let store: Store
  private let clock: WorldClock
  private let mutants: Set<Mutant>
  private let firstDay: SigningDay
  private let kept: Mutex<Kept>

  init(store: Store, clock: WorldClock, mutants: Set<Mutant> = []) {
    self.store = store
    self.clock = clock
    self.mutants = mutants
    firstDay = SigningDay(at: clock.now)
    kept = Mutex(Kept(directory: ServedDirectory(mutants: mutants)))
  }

  /// The namespace that answers on an address.
  func namespace(at address: String) throws -> ServedNamespace? {
    try current { $0.namespaces[address] }
  }

  /// The zone with the longest name that a name is in, of those that a namespace has.
  func closest(to name: Name, in namespace: ServedNamespace) throws -> ServedZone? {
    switch try current({ $0.directory.find(name, in: namespace.id) }) {
    case .nothing: return own(of: namespace, around: name)
    case .zone(let zone) where zone.day == nil || zone.day == today: return zone
    case .zone, .domain: break
    }
    let made = try store.change { try self.make(closestTo: name, in: namespace.id, $0) }
    return made ?? own(of: namespace, around: name)
  }

  /// The zones above the customers' that an address answers for; `nil` when it is not theirs.
  func parents(at address: String) throws -> ZoneSet? {
    let today = today
    if let parents = try current({ $0.parents }), parents.isCurrent, parents.day == today {
      return parents.sets[address]
    }
    return try store.change { transaction in
      try follow(in: transaction)
      let known = kept.withLock { $0.parents }
      let serial = try transaction.parentSerial()
      let isSame = known?.serial == serial && known?.day == today
      let sets =
        if isSame, let known { known.sets } else {
          try transaction.parentZoneSets(serial: serial, today, reusing: known?.sets, mutants)
        }
      kept.withLock { $0.parents = Parents(serial: serial, day: today, sets: sets) }
      return sets[address]
    }
  }

  private var today: SigningDay {
    mutants.contains(.keepsOldSignatures) ? firstDay : SigningDay(at: clock.now)
  }

  /// Makes the zone of the closest domain, or brings it up to date.
  private func make(
    closestTo name: Name, in namespaceID: Int64, _ transaction: Transaction
  ) throws -> ServedZone? {
    try follow(in: transaction)
    let today = today
    let domain: ServedDomain
    switch kept.withLock({ $0.directory.find(name, in: namespaceID) }) {
    case .nothing: return nil
    case .zone(let zone) where zone.day == nil || zone.day == today: return zone
    case .zone(let zone):
      guard let own = zone.domain else { return zone }
      domain = own
    case .domain(let found): domain = found
    }
    let former = kept.withLock { $0.directory.madeZone(of: domain) }
    let made = try transaction.madeZone(of: domain, from: former, on: today, mutants)
    return kept.withLock { $0.directory.keep(made, of: domain) }
  }

  /// The zone in which a namespace's own servers have their names, where no domain covers them.
  private func own(of namespace: ServedNamespace, around name: Name) -> ServedZone? {
    guard !mutants.contains(.forgetsOwnServers) else { return nil }
    let own = kept.withLock { kept -> ServedZone? in
      if let known = kept.own[namespace.id] { return known }
      let made = Zone(namespace: namespace).map { ServedZone(domain: nil, zone: $0) }
      // The namespace may have changed since the question came: then this is good for its answer alone.
      if namespace.addresses.contains(where: { kept.namespaces[$0] === namespace }) {
        kept.own[namespace.id] = made
      }
      return made
    }
    guard let origin = own?.zone?.origin, name.isSubdomain(of: origin) else { return nil }
    return own
  }

  /// Uses what is kept when it is what the store has now.
  private func current<Value: Sendable>(_ use: (Kept) -> Value) throws -> Value {
    let known = kept.withLock { $0.change == store.changes.number ? use($0) : nil }
    if let known { return known }
    return try store.change { transaction in
      try follow(in: transaction)
      return kept.withLock { use($0) }
    }
  }

  /// Brings what is kept to the store's state inside of a transaction, in which nobody changes it.
  private func follow(in transaction: Transaction) throws {
    let number = store.changes.number
    try kept.withLock { kept in
      guard kept.change != number else { return }
      kept.change = nil
      let changes = store.changes.takeUnseen()
      do {
        try kept.follow(changes, in: transaction)
        kept.change = number
      } catch {
        // What was taken cannot be followed any more: all is read again next time.
        kept = Kept(directory: ServedDirectory(mutants: mutants))
        throw error
      }
    }
  }
}

extension ServedZones.Kept {
  fileprivate mutating func follow(
    _ changes: ServedChanges, in transaction: Transaction
  ) throws {
    let isWide = changes.reach != .named || !directory.isComplete
    if isWide { parents?.isCurrent = false }
    if changes.reach == .everything { parents = nil }
    if isWide || changes.concernsNamespaces {
      own = [:]
      namespaces = [:]
      for namespace in try transaction.servedNamespaces() {
        for address in namespace.addresses { namespaces[address] = namespace }
      }
    }
    try directory.follow(changes, in: transaction)
  }
}
