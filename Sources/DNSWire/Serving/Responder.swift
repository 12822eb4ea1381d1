/// Makes the reply of an authoritative server out of the octets of a query; does no I/O.
public struct Responder: Sendable {
  /// What a query came over, which decides the size of the reply and whether zones are transferred.
  public enum Transport: Sendable {
    case udp
    case tcp
  }

  /// What is to be done about a query.
  public enum Outcome: Sendable {
    /// Send these octets.
    case reply([UInt8])
    /// Send nothing: what came is no query, and a reply could go round for ever.
    case drop
    /// Send a zone, if this client may have it; over UDP its SOA alone.
    indirect case transfer(TransferRequest)
    /// A primary says that a zone may have changed (RFC 1996); the message has one question.
    indirect case notify(Message)
  }

  /// The largest UDP reply, in octets, and what is said in OPT records.
  public var payloadSize: UInt16

  /// Creates a responder.
  public init(payloadSize: UInt16 = EDNS.usualPayloadSize) {
    self.payloadSize = payloadSize
  }

  /// Decides what to do about the octets of a query.
  ///
  /// `closestZone` gives the zone with the longest name that a name is in, of those that the client
  /// can see; `nil` makes the answer REFUSED, an error SERVFAIL.
  public func respond(
    to bytes: [UInt8], over transport: Transport,
    closestZone: (Name) throws(ZoneUnavailable) -> Zone?
  ) -> Outcome {
    var reader = WireReader(bytes)
    guard bytes.count >= Header.byteCount, let header = try? Header(&reader), !header.isResponse
    else { return .drop }
    guard header.opcode == .query || header.opcode == .notify else {
      return bare(.notImplemented, to: header)
    }
    guard let query = try? Message(decoding: bytes) else { return bare(.formatError, to: header) }
    if let edns = query.edns, edns.version > 0 { return reply(.badVersion, to: query, transport) }
    guard query.questions.count == 1 else { return reply(.formatError, to: query, transport) }
    guard query.header.opcode == .query else {
      let isForZone = query.questions[0].type == .soa
      return isForZone ? .notify(query) : reply(.formatError, to: query, transport)
    }
    do {
      return try respond(to: query, query.questions[0], transport, closestZone)
    } catch {
      return reply(.serverFailure, to: query, transport)
    }
  }

  private func respond(
    to query: Message, _ question: Question, _ transport: Transport,
    _ closestZone: (Name) throws(ZoneUnavailable) -> Zone?
  ) throws(ZoneUnavailable) -> Outcome {
    if let code = question.type.refusal { return reply(code, to: query, transport) }
    guard question.recordClass == .internet || question.recordClass == .any else {
      return reply(.refused, to: query, transport)
    }
    if question.type == .axfr || question.type == .ixfr {
      let isOverTCP = transport == .tcp
      guard isOverTCP || question.type == .ixfr else {
        return reply(.refused, to: query, transport)
      }
      guard let zone = try closestZone(question.name), zone.origin == question.name else {
        return reply(.notAuthoritative, to: query, transport)
      }
      guard let request = TransferRequest(query: query, zone: zone, isOverTCP: isOverTCP) else {
        return reply(.formatError, to: query, transport)
      }
      return .transfer(request)
    }
    let isDNSSECWanted = query.edns?.isDNSSECWanted ?? false
    guard let answer = try Self.answer(question, isDNSSECWanted, closestZone) else {
      return reply(.refused, to: query, transport)
    }
    return reply(with: answer, to: query, transport)
  }

  /// Searches the closest zone, and follows aliases as far as they stay in it.
  ///
  /// RFC 1034 section 4.3.2 would go on in our other zones; a client believes no zone about another,
  /// and BIND 9.18 stops there too. So it does not matter whether another zone can be answered from.
  ///
  /// - Returns: `nil` when there is no zone for the name that was asked for.
  private static func answer(
    _ question: Question, _ isDNSSECWanted: Bool,
    _ closestZone: (Name) throws(ZoneUnavailable) -> Zone?
  ) throws(ZoneUnavailable) -> ZoneAnswer? {
    guard let zone = try zone(for: question.name, question.type, closestZone),
      question.name.isSubdomain(of: zone.origin)
    else { return nil }
    var answer = ZoneAnswer()
    answer.isDNSSECWanted = isDNSSECWanted
    answer.continuation = question.name
    zone.extend(&answer, for: question.type)
    while let name = answer.continuation, name.isSubdomain(of: zone.origin),
      (try? Self.zone(for: name, question.type, closestZone))?.origin == zone.origin
    {
      zone.extend(&answer, for: question.type)
    }
    return answer
  }

  /// The closest zone, but for DS at the name of a zone the one above it, where DS belongs (RFC 4035
  /// section 3.1.4.1).
  private static func zone(
    for name: Name, _ type: RecordType, _ closestZone: (Name) throws(ZoneUnavailable) -> Zone?
  ) throws(ZoneUnavailable) -> Zone? {
    let zone = try closestZone(name)
    guard type == .ds, zone?.origin == name, let parent = name.parent else { return zone }
    return try closestZone(parent) ?? zone
  }
}

/// Replies as octets.
extension Responder {
  private func reply(
    with answer: ZoneAnswer, to query: Message, _ transport: Transport
  ) -> Outcome {
    var header = Header(replyTo: query.header, code: answer.code)
    header.isAuthoritative = answer.isAuthoritative
    var encoder = MessageEncoder(
      header: header, limit: limit(for: query, transport), edns: edns(for: query))
    do {
      try encoder.append(query.questions)
      try encoder.append(answer.answers, to: .answer)
      try encoder.append(answer.authorities, to: .authority)
      try encoder.append(answer.glue, to: .additional)
      try encoder.append(answer.additionals, to: .additional, isRequired: false)
      // What TCP cannot carry can never be had: TC would have the client come by TCP again.
      if transport == .tcp, encoder.isTruncated { return bare(.serverFailure, to: query.header) }
      return .reply(try encoder.finish())
    } catch {
      // A record of our own that has no wire form.
      return bare(.serverFailure, to: query.header)
    }
  }

  private func reply(_ code: ResponseCode, to query: Message, _ transport: Transport) -> Outcome {
    var encoder = MessageEncoder(
      header: Header(replyTo: query.header, code: code), limit: limit(for: query, transport),
      edns: edns(for: query))
    do {
      if query.questions.count == 1 { try encoder.append(query.questions) }
      return .reply(try encoder.finish())
    } catch {
      return bare(.serverFailure, to: query.header)
    }
  }

  /// A reply that is a header and nothing else.
  private func bare(_ code: ResponseCode, to query: Header) -> Outcome {
    var writer = WireWriter(capacity: Header.byteCount)
    writer.append(query.id)
    writer.append(Header(replyTo: query, code: code).flags)
    writer.append(UInt64(0))
    return .reply(writer.bytes)
  }

  private func edns(for query: Message) -> EDNS? {
    query.edns.map { EDNS(payloadSize: payloadSize, isDNSSECWanted: $0.isDNSSECWanted) }
  }

  /// Octets: what TCP can carry, what the client can take up to our own size, or 512 (RFC 1035
  /// section 4.2.1, RFC 6891 section 6.2.3).
  private func limit(for query: Message, _ transport: Transport) -> Int {
    guard transport == .udp else { return Message.maximumByteCount }
    return max(512, Int(min(query.edns?.payloadSize ?? 512, payloadSize)))
  }
}

extension RecordType {
  /// How a question for a type is refused that no zone can hold and that is none of ANY, AXFR, IXFR.
  fileprivate var refusal: ResponseCode? {
    switch rawValue {
    case 251, 252, 255: nil
    // TKEY, MAILB and MAILA ask for something that is not done here.
    case 249, 253, 254: .notImplemented
    default: isMeta ? .formatError : nil
    }
  }
}
