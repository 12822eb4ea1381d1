internal import DNSWire
internal import Logging

extension World {
  /// The serial that the secondaries were told last, by the domain's id.
  private typealias Told = [Int64: UInt32]

  /// Secondaries that are told at once; one that does not answer takes one of these places.
  ///
  /// Assumed: BIND's own default (`serial-query-rate`) is 20 a second.
  private static let maximumNotifyCount = 20

  /// Tells the world's secondaries of every master domain when it starts and of each that changes
  /// later, until the task is cancelled.
  func keepSecondariesInformed() async {
    var told: Told = [:]
    for await _ in store.changes.wakeUps() where !mutants.contains(.keepsQuietOfChanges) {
      do {
        let news = try store.change { try $0.unannouncedDomains(since: told) }
        told = news.told
        await tell(news.domains)
      } catch {
        logger.error("Secondaries were not told", metadata: ["cause": "\(error)"])
      }
    }
  }

  private func tell(_ domains: [ChangedDomain]) async {
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

/// A master domain that one secondary is to be told of.
struct ChangedDomain: Sendable {
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
