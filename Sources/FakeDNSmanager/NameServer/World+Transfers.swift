internal import DNSWire
internal import Logging

extension World {
  /// Transfers that go on at once; a master that hangs takes one of these places.
  ///
  /// Assumed: BIND's own default (`transfers-in`) is 10.
  private static let maximumTransferCount = 10

  /// Transfers slave domains from their masters whenever they are due, until the task is cancelled.
  ///
  /// What makes one due is a change of the store (a new domain, `domain.refresh`, a master's NOTIFY)
  /// or the world's clock, which is looked at each second: it shows no less.
  func keepSlaveDomains() async {
    let (occasions, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let wakeUps = store.changes.wakeUps()
    await withTaskGroup(of: Void.self) { group in
      group.addTask { for await _ in wakeUps { continuation.yield() } }
      group.addTask {
        while (try? await Task.sleep(for: .seconds(1))) != nil { continuation.yield() }
      }
      for await _ in occasions { await transferDueDomains() }
      group.cancelAll()
    }
  }

  private func transferDueDomains() async {
    let due: [DueTransfer]
    let port: Int
    do {
      due = try claimDueTransfers()
      port = due.isEmpty ? 0 : try store.change { try $0.settings().primaryPort }
    } catch {
      return report(error)
    }
    await withTaskGroup(of: Void.self) { group in
      for (index, transfer) in due.enumerated() {
        if index >= Self.maximumTransferCount { await group.next() }
        group.addTask { await self.perform(transfer, port: port) }
      }
    }
  }

  /// Returns the slave domains that are to be transferred now, and puts each off until this try must
  /// have ended.
  ///
  /// Those of masters that `reaches` says no to stay due.
  func claimDueTransfers(
    from reaches: (_ master: String) throws -> Bool = { _ in true }
  ) throws -> [DueTransfer] {
    // Without timers only what was asked for is due.
    let now = mutants.contains(.ignoresRefreshTimes) ? WorldTime(seconds: 0) : clock.now
    return try store.change { transaction in
      let due = try transaction.dueTransfers(at: now, trying: clock.now).filter {
        try reaches($0.masterAddress)
      }
      for transfer in due { try transaction.postpone(transfer) }
      return due
    }
  }

  private func perform(_ due: DueTransfer, port: Int) async {
    do {
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
