internal import DNSWire
internal import Logging

extension World {
  /// Answers one DNS message, as the name server does on the wire.
  ///
  /// ```swift
  /// let reply = world.answerDNS(query, at: "127.53.0.1", over: .udp, from: "127.0.0.1")
  /// ```
  ///
  /// A zone is visible on its namespace's addresses only; anywhere else the answer is REFUSED (clause
  /// NS-27). Domains that are suspended, or whose owner is, are not there. Never throws: a mistake of
  /// ours is SERVFAIL and logged.
  ///
  /// - Parameters:
  ///   - packet: The octets of a message, without TCP's length; at most 65,535.
  ///   - address: The address that the message was sent to.
  ///   - transport: Decides the size of the answer; whole zones are for TCP.
  ///   - client: The address of the sender, on which transfers and NOTIFY depend.
  /// - Returns: The messages to send back, in order; none where a server must be silent.
  public func answerDNS(
    _ packet: [UInt8], at address: String, over transport: DNSTransport, from client: String
  ) -> DNSReply {
    answerDNS(packet, at: address, over: transport) { client }
  }

  /// Answers a message whose sender's address is written out only where it decides something.
  func answerDNS(
    _ packet: [UInt8], at address: String, over transport: DNSTransport, client: () -> String
  ) -> DNSReply {
    let fault = dnsFaults.fault(
      hitting: DNSFaultScope.Message(packet, at: address, over: transport, from: client()))
    guard let fault else {
      return rightReply(to: packet, at: address, over: transport, client)
    }
    return fault.reply(to: packet, at: address, over: transport, from: client()) {
      rightReply(to: packet, at: address, over: transport, client)
    }
  }

  /// The reply without faults.
  private func rightReply(
    to packet: [UInt8], at address: String, over transport: DNSTransport, _ client: () -> String
  ) -> DNSReply {
    do {
      let reply = try DNSExchange(world: self, address: address)
        .reply(to: packet, over: transport, client)
      return mutants.isEmpty ? reply : reply.showing(mutants, over: transport)
    } catch {
      logger.error("A DNS question was not answered", metadata: ["cause": "\(error)"])
      return DNSExchange.failure(packet)
    }
  }

  /// The addresses that the name server answers on, by the name of their namespace: `ns1` is on the
  /// first, `ns2` on the last.
  public func nameServerAddresses() throws -> [String: [String]] {
    try store.change { try $0.servedAddresses() }
  }

  /// Every address that is answered on: the namespaces', and those of the zones above.
  func allNameServerAddresses() throws -> Set<String> {
    try store.change { transaction in
      let parents = try transaction.settings().parent?.addresses ?? []
      return try transaction.servedAddresses().values.reduce(into: parents) { $0.formUnion($1) }
    }
  }
}

/// One DNS message and what is done about it.
private struct DNSExchange {
  let world: World
  let address: String

  static func failure(_ packet: [UInt8]) -> DNSReply {
    .refusal(.serverFailure, of: try? Message(decoding: packet))
  }

  func reply(
    to packet: [UInt8], over transport: DNSTransport, _ client: () -> String
  ) throws -> DNSReply {
    let namespace = try world.servedZones.namespace(at: address)
    if let namespace, isLame(namespace) {
      return .refusal(.refused, of: try? Message(decoding: packet))
    }
    let parents = namespace == nil ? try world.servedZones.parents(at: address) : nil
    var failure: (any Error)?
    let outcome = Responder().respond(to: packet, over: transport.onWire) {
      name throws(ZoneUnavailable) in
      guard let namespace else { return parents?.closest(to: name) }
      do {
        return try zone(closestTo: name, in: namespace)
      } catch let error as ZoneUnavailable {
        throw error
      } catch {
        failure = error
        return nil
      }
    }
    if let failure { throw failure }
    return switch outcome {
    case .drop: .nothing
    case .reply(let bytes): .message(bytes)
    case .transfer(let request): try transfer(request, in: namespace, to: client())
    case .notify(let query): try notified(query, in: namespace, by: client())
    }
  }

  /// Whether this is the second name server and a wrong behaviour has it know no zones.
  private func isLame(_ namespace: ServedNamespace) -> Bool {
    world.mutants.contains(.lamesSecondServer) && namespace.addresses.first != address
  }

  /// A slave zone that has no contents, or old ones only, is as no zone that can be answered from.
  private func zone(closestTo name: Name, in namespace: ServedNamespace) throws -> Zone? {
    guard let served = try world.servedZones.closest(to: name, in: namespace) else { return nil }
    let isFresh =
      served.isFresh(at: world.clock.now) || world.mutants.contains(.neverExpires)
    guard let zone = served.zone, isFresh else { throw ZoneUnavailable() }
    return zone
  }

  private func transfer(
    _ request: TransferRequest, in namespace: ServedNamespace?, to client: String
  ) throws -> DNSReply {
    guard let namespace,
      let served = try world.servedZones.closest(to: request.zone.origin, in: namespace),
      let domain = served.domain, admitsTransfer(of: domain, in: namespace, to: client)
    else { return .refusal(.refused, of: request.query) }
    return .transfer(TransferStream(request))
  }

  private func admitsTransfer(
    of domain: ServedDomain, in namespace: ServedNamespace, to client: String
  ) -> Bool {
    if world.mutants.contains(.transfersToEveryone) { return true }
    return domain.admitsTransfer(to: client, in: namespace)
      && !world.mutants.contains(.refusesTransfers)
  }

  /// A primary says that a zone has changed (RFC 1996); only the domain's own is believed.
  private func notified(
    _ query: Message, in namespace: ServedNamespace?, by client: String
  ) throws -> DNSReply {
    guard let namespace, let name = query.questions.first?.name,
      let domain = try world.servedZones.closest(to: name, in: namespace)?.domain,
      (try? Name("\(domain.name).")) == name
    else { return .refusal(.notAuthoritative, of: query) }
    guard domain.kind == .slave, domain.masterAddress == client else {
      return .refusal(.refused, of: query)
    }
    if !world.mutants.contains(.ignoresNotify) {
      try world.store.change { try $0.requestTransfer(ofDomain: domain.id) }
    }
    var reply = Message.reply(to: query)
    reply.header.isAuthoritative = true
    return .message(try reply.encoded())
  }
}

extension DNSTransport {
  fileprivate var onWire: Responder.Transport {
    switch self {
    case .udp: .udp
    case .tcp: .tcp
    }
  }
}

extension ServedZone {
  /// Whether a slave zone may still be answered from: the SOA's expiry has not passed since it was
  /// last its master's (RFC 1035 section 3.3.13).
  fileprivate func isFresh(at now: @autoclosure () -> WorldTime) -> Bool {
    guard let domain, domain.kind == .slave, let zone else { return true }
    guard let refreshed = domain.refreshed else { return false }
    return now() < refreshed.advanced(by: Int64(zone.startOfAuthority.expire))
  }
}

extension ServedDomain {
  /// Whether a client may have all of the zone: the namespace's own addresses, those that `dnsparam`
  /// gives, and the world's secondaries.
  fileprivate func admitsTransfer(to client: String, in namespace: ServedNamespace) -> Bool {
    (namespace.addresses + transferAddresses).contains(client)
      || namespace.secondaries.contains { $0 == client || $0.hasPrefix("\(client):") }
  }
}
