internal import DNSWire
private import Synchronization

/// Joins worlds of one process: does at once, and without sockets, what their name servers would do in
/// the background.
///
/// ```swift
/// let network = LocalNetwork([primary, secondary])
/// try network.settle()  // secondaries are told of changes, and slave domains are transferred
/// ```
///
/// For tests in which nothing may depend on time; a running ``NameServer`` does the same by itself. A
/// lock guards what the secondaries have been told.
public final class LocalNetwork: Sendable {
  private let worlds: [World]
  private let told: Mutex<[[Int64: UInt32]]>

  /// Nobody in the network has the master's address.
  private struct Unreachable: Error, CustomStringConvertible {
    let address: String
    var description: String { "no server has the address \(address)" }
  }

  /// Creates a network; where two worlds have an address, the first one's name server has it.
  public init(_ worlds: [World]) {
    self.worlds = worlds
    told = Mutex(worlds.map { _ in [:] })
  }

  /// Tells secondaries of what has changed, then transfers the slave domains that are due and whose
  /// master is in the network; others are left to whoever can reach their masters.
  ///
  /// - Throws: What the worlds' stores throw.
  public func settle() throws {
    for index in worlds.indices { try tellSecondaries(of: index) }
    for world in worlds { try transferDueDomains(of: world) }
  }

  private func tellSecondaries(of index: Int) throws {
    let world = worlds[index]
    guard !world.mutants.contains(.keepsQuietOfChanges) else { return }
    let known = told.withLock { $0[index] }
    let news = try world.store.change { try $0.unannouncedDomains(since: known) }
    told.withLock { $0[index] = news.told }
    for domain in news.domains {
      let query = NotifyClient.query(try Name("\(domain.name)."))
      try server(at: domain.secondary.host)?.answerDNS(
        try query.encoded(), at: domain.secondary.host, over: .udp, from: domain.ownAddress
      ).forEach { _ in }
    }
  }

  private func transferDueDomains(of world: World) throws {
    let due = try world.claimDueTransfers { try self.server(at: $0.masterAddress) != nil }
    for transfer in due {
      do {
        let zone = try zone(of: transfer)
        try world.store.change { try $0.keep(zone, of: transfer, at: world.clock.now) }
      } catch let error as TransferError {
        try world.store.change { try $0.keepFailure("\(error)", of: transfer) }
      }
    }
  }

  private func zone(of due: DueTransfer) throws -> Zone {
    guard let master = try server(at: due.masterAddress) else {
      throw Unreachable(address: due.masterAddress)
    }
    let origin = try Name("\(due.name).")
    // Nobody else can answer here, so that any identifier does.
    let query = Message.query(id: 0, Question(name: origin, type: .axfr))
    var collector = TransferCollector(origin: origin, id: query.header.id)
    let reply = master.answerDNS(
      try query.encoded(), at: due.masterAddress, over: .tcp, from: due.ownAddress ?? "127.0.0.1")
    for message in reply {
      if try collector.receive(message) { break }
    }
    return try collector.zone()
  }

  private func server(at address: String) throws -> World? {
    try worlds.first { try $0.nameServerAddresses().values.contains { $0.contains(address) } }
  }
}
