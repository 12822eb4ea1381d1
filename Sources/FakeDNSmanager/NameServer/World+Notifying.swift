internal import DNSWire
internal import Logging
private import Synchronization

extension World {
  /// The serial that the secondaries were told last, by the domain's id.
  private typealias Told = [Int64: UInt32]

  /// Domains that a secondary is told of at once; one that does not answer takes one of these places.
  ///
  /// Assumed: BIND's own default (`serial-query-rate`) is 20 a second.
  private static let maximumNotifyCount = 20

  /// Tells the world's secondaries of every master domain when it starts and of each that changes
  /// later, until the task is cancelled; one that does not answer holds up no other.
  func keepSecondariesInformed() async {
    await withDiscardingTaskGroup { group in
      let news = UntoldChanges()
      var told: Told = [:]
      for await _ in store.changes.wakeUps() where !mutants.contains(.keepsQuietOfChanges) {
        do {
          let changes = try store.change { try $0.unannouncedDomains(since: told) }
          told = changes.told
          for secondary in news.add(changes.domains) {
            group.addTask {
              while let domains = news.take(for: secondary) { await self.tell(domains) }
            }
          }
        } catch {
          logger.error("Secondaries were not told", metadata: ["cause": "\(error)"])
        }
      }
      group.cancelAll()
    }
  }

  private func tell(_ domains: Set<ChangedDomain>) async {
    await withTaskGroup(of: Void.self) { group in
      for (index, domain) in domains.enumerated() {
        if index >= Self.maximumNotifyCount { await group.next() }
        group.addTask { await self.tell(domain) }
      }
    }
  }

  private func tell(_ domain: ChangedDomain) async {
    let problem: String
    do {
      let isKnown = try await NotifyClient.notify(
        try Name("\(domain.name)."), to: domain.secondary, comingFrom: domain.ownAddress)
      if isKnown { return }
      problem = "no answer"
    } catch {
      problem = "\(error)"
    }
    guard !Task.isCancelled else { return }
    logger.info(
      "A secondary does not know of a change",
      metadata: [
        "domain": "\(domain.name)", "secondary": "\(domain.secondary.host)", "cause": "\(problem)",
      ])
  }
}

/// What each secondary is still to be told; a lock guards it.
private final class UntoldChanges: Sendable {
  /// By the secondaries that somebody is telling.
  private let waiting = Mutex<[ListenAddress: Set<ChangedDomain>]>([:])

  /// Adds changes, and gives the secondaries that nobody is telling yet.
  func add(_ domains: [ChangedDomain]) -> [ListenAddress] {
    waiting.withLock { waiting in
      var idle: [ListenAddress] = []
      for domain in domains {
        if waiting[domain.secondary] == nil { idle.append(domain.secondary) }
        waiting[domain.secondary, default: []].insert(domain)
      }
      return idle
    }
  }

  /// Takes all that a secondary is to be told; with `nil` it has been told everything.
  func take(for secondary: ListenAddress) -> Set<ChangedDomain>? {
    waiting.withLock { waiting in
      guard let domains = waiting[secondary], !domains.isEmpty else {
        waiting[secondary] = nil
        return nil
      }
      waiting[secondary] = []
      return domains
    }
  }
}

/// A master domain that one secondary is to be told of.
struct ChangedDomain: Sendable, Hashable {
  let name: String
  /// The first address of its namespace.
  let ownAddress: String
  let secondary: ListenAddress
}

extension Transaction {
  /// The master domains whose serial is not the one that was told, once for each secondary, and all
  /// serials as they are now.
  func unannouncedDomains(
    since told: [Int64: UInt32]
  ) throws -> (domains: [ChangedDomain], told: [Int64: UInt32]) {
    let secondaries = try settings().secondaries.map(ListenAddress.init(secondary:))
    guard !secondaries.isEmpty else { return ([], [:]) }
    let domains = try all(
      """
      SELECT d.id, d.serial, d.name, v.address FROM domain d JOIN account a ON a.id = d.user
        LEFT JOIN account p ON p.id = a.parent
        JOIN address v ON v.namespace = d.namespace_id AND v.position = 1
      WHERE d.dtype = 'master' AND d.active AND a.active AND coalesce(p.active, 1) ORDER BY d.id
      """
    ) {
      (
        id: $0.int64(0), serial: UInt32(truncatingIfNeeded: $0.int64(1)), name: $0.text(2),
        address: $0.text(3)
      )
    }
    let changed = domains.filter { told[$0.id] != $0.serial }.flatMap { domain in
      secondaries.map {
        ChangedDomain(name: domain.name, ownAddress: domain.address, secondary: $0)
      }
    }
    let serials = domains.map { ($0.id, $0.serial) }
    return (changed, Dictionary(serials, uniquingKeysWith: { $1 }))
  }
}

extension ListenAddress {
  /// Reads `a.b.c.d` or `a.b.c.d:port`; without a port it is DNS's own.
  fileprivate init(secondary text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    self.init(
      host: parts.first.map(String.init) ?? "",
      port: parts.count == 2 ? Int(parts[1]) ?? -1 : 53)
  }
}
