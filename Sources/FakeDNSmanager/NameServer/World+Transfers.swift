internal import DNSWire
internal import Logging
private import Synchronization

extension World {
  /// Transfers slave domains from their masters whenever they are due, until the task is cancelled.
  ///
  /// What makes one due is a change of the store (a new domain, `domain.refresh`, a master's NOTIFY)
  /// or the world's clock, which is looked at each second: it shows no less.
  func keepSlaveDomains() async {
    let (occasions, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let wakeUps = store.changes.wakeUps()
    await withDiscardingTaskGroup { group in
      group.addTask { for await _ in wakeUps { continuation.yield() } }
      group.addTask {
        while (try? await Task.sleep(for: .seconds(1))) != nil { continuation.yield() }
      }
      let ongoing = OngoingTransfers()
      var waiting: [DueTransfer] = []
      for await _ in occasions {
        if ongoing.hasRoom, !waiting.contains(where: ongoing.admits) {
          waiting += dueTransfers(besides: ongoing, waiting)
        }
        while let index = waiting.firstIndex(where: ongoing.admits) {
          let transfer = waiting.remove(at: index)
          ongoing.begin(transfer)
          group.addTask {
            await self.perform(transfer)
            ongoing.end(transfer)
            continuation.yield()
          }
        }
      }
      group.cancelAll()
      giveBack(waiting)
    }
  }

  private func dueTransfers(
    besides ongoing: OngoingTransfers, _ waiting: [DueTransfer]
  ) -> [DueTransfer] {
    let waiting = Set(waiting.map(\.domainID))
    do {
      return try claimDueTransfers { !ongoing.contains($0) && !waiting.contains($0.domainID) }
    } catch {
      report(error)
      return []
    }
  }

  /// Leaves transfers that were never begun to the next server.
  private func giveBack(_ transfers: [DueTransfer]) {
    guard !transfers.isEmpty else { return }
    do {
      try store.change { transaction in
        for transfer in transfers { try transaction.requestTransfer(ofDomain: transfer.domainID) }
      }
    } catch {
      report(error)
    }
  }

  /// Returns the slave domains that are to be transferred now, and puts each off until this try must
  /// have ended.
  ///
  /// Those that `isWanted` says no to stay due.
  func claimDueTransfers(
    where isWanted: (DueTransfer) throws -> Bool = { _ in true }
  ) throws -> [DueTransfer] {
    // Without timers only what was asked for is due.
    let now = mutants.contains(.ignoresRefreshTimes) ? WorldTime(seconds: 0) : clock.now
    return try store.change { transaction in
      let due = try transaction.dueTransfers(at: now, trying: clock.now).filter(isWanted)
      for transfer in due { try transaction.postpone(transfer) }
      return due
    }
  }

  private func perform(_ due: DueTransfer) async {
    do {
      let port = try store.change { try $0.settings().primaryPort }
      let zone: Zone
      do {
        zone = try await TransferClient.zone(
          try Name("\(due.name)."), from: ListenAddress(host: due.masterAddress, port: port),
          comingFrom: due.ownAddress)
      } catch {
        return try note(error, of: due)
      }
      try store.change { try $0.keep(zone, of: due, at: clock.now) }
    } catch {
      report(error)
    }
  }

  private func note(_ failure: any Error, of due: DueTransfer) throws {
    // A server that is stopped has not found out anything about the master.
    guard !Task.isCancelled else {
      return try store.change { try $0.requestTransfer(ofDomain: due.domainID) }
    }
    logger.info(
      "A slave domain was not transferred",
      metadata: ["domain": "\(due.name)", "cause": "\(failure)"])
    try store.change { try $0.keepFailure("\(failure)", of: due) }
  }

  private func report(_ error: any Error) {
    logger.error("Slave domains were not looked after", metadata: ["cause": "\(error)"])
  }
}

/// The transfers that go on, of which each domain has one at most; a lock guards them.
private final class OngoingTransfers: Sendable {
  /// Transfers that go on at once.
  ///
  /// Assumed: BIND's own default (`transfers-in`) is 10.
  private static let maximumCount = 10

  /// Those of one master: what hangs keeps no more of the places.
  ///
  /// Assumed: BIND's own default (`transfers-per-ns`) is 2.
  private static let maximumCountPerMaster = 2

  /// The masters by the domains.
  private let masters = Mutex<[Int64: String]>([:])

  /// Whether another transfer may begin, from one master or another.
  var hasRoom: Bool { masters.withLock { $0.count < Self.maximumCount } }

  /// Whether this one may begin.
  func admits(_ transfer: DueTransfer) -> Bool {
    masters.withLock { masters in
      masters.count < Self.maximumCount
        && masters.values.count { $0 == transfer.masterAddress } < Self.maximumCountPerMaster
    }
  }

  func contains(_ transfer: DueTransfer) -> Bool {
    masters.withLock { $0[transfer.domainID] != nil }
  }

  func begin(_ transfer: DueTransfer) {
    masters.withLock { $0[transfer.domainID] = transfer.masterAddress }
  }

  func end(_ transfer: DueTransfer) {
    masters.withLock { _ = $0.removeValue(forKey: transfer.domainID) }
  }
}
