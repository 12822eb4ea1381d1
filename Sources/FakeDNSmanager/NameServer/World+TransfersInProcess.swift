internal import DNSWire

extension World {
  /// Transfers the slave domains that are due, over a wire of the caller's.
  ///
  /// For those who have no sockets; a running ``NameServer`` does the same by itself. What is due is what
  /// a new domain, `domain.refresh`, a master's NOTIFY or the world's clock makes so.
  ///
  /// ```swift
  /// try await world.transferDueDomains { query, master in try await answer(query, from: master) }
  /// ```
  ///
  /// - Parameter ask: Sends the octets of a query for a whole zone, without TCP's length, to a master by
  ///   its address, and returns the messages that answer it. What it throws, and an answer that is no
  ///   zone, is kept as the reason why the domain was not transferred.
  /// - Throws: What the store throws.
  public func transferDueDomains(
    asking ask: @Sendable (_ query: [UInt8], _ master: String) async throws -> [[UInt8]]
  ) async throws {
    for transfer in try claimDueTransfers() {
      let result = await Self.zone(of: transfer, asking: ask)
      try store.change { transaction in
        switch result {
        case .success(let zone): try transaction.keep(zone, of: transfer, at: clock.now)
        case .failure(let error): try transaction.keepFailure("\(error)", of: transfer)
        }
      }
    }
  }

  private static func zone(
    of due: DueTransfer, asking ask: @Sendable ([UInt8], String) async throws -> [[UInt8]]
  ) async -> Result<Zone, any Error> {
    do {
      let origin = try Name("\(due.name).")
      // Nobody else can answer on a wire that is a call.
      let query = Message.query(id: 0, Question(name: origin, type: .axfr))
      var collector = TransferCollector(origin: origin, id: query.header.id)
      for message in try await ask(try query.encoded(), due.masterAddress) {
        if try collector.receive(message) { break }
      }
      return .success(try collector.zone())
    } catch {
      return .failure(error)
    }
  }
}
