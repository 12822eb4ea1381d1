/// Finds answers as a recursive resolver does: from the root's servers down, by referrals.
///
/// Keeps nothing and does no I/O: whoever uses it sends the questions. It believes a server about the
/// zone that it was asked for and about nothing else, as RFC 2181 section 5.4.1 wants.
public struct IterativeResolver: Sendable {
  /// Sends a question to an address and gives the reply; `nil` where nobody answers.
  public typealias Exchange =
    @Sendable (_ query: Message, _ address: String) async throws -> Message?

  /// What came of a search.
  public struct Outcome: Sendable, Equatable {
    /// NOERROR, NXDOMAIN, or SERVFAIL when no server answers for a zone on the way.
    public internal(set) var code = ResponseCode.noError
    /// The aliases that were followed, and the records at their end.
    public internal(set) var answers: [ResourceRecord] = []
    /// Who was asked, in order, those whose answers were of no use included.
    public internal(set) var hops: [Hop] = []
    /// Why the search failed, in one sentence.
    public internal(set) var problem: String?
  }

  /// One question to one server.
  public struct Hop: Sendable, Equatable, CustomStringConvertible {
    /// The zone that the server was asked as a server of.
    public let zone: Name
    public let address: String
    /// The hop on one line.
    public var description: String { "\(zone) at \(address)" }
  }

  /// Questions for one answer, at most.
  ///
  /// Assumed: unbound's `max-query-restarts` and `max-sent-count` (32 per name) come to about this.
  public static let maximumQuestionCount = 100
  /// How deep the search for the addresses of name servers may go.
  private static let maximumDepth = 6

  private let rootAddresses: [String]
  private let exchange: Exchange

  /// Creates a resolver that starts at these addresses of the root's servers.
  public init(rootAddresses: [String], exchange: @escaping Exchange) {
    self.rootAddresses = rootAddresses
    self.exchange = exchange
  }

  /// Searches for records.
  ///
  /// Throws what the exchange throws.
  public func resolve(_ name: Name, _ type: RecordType) async throws -> Outcome {
    var outcome = Outcome()
    try await search(name, type, depth: 0, &outcome)
    return outcome
  }

  /// Searches from the root and follows aliases.
  private func search(
    _ start: Name, _ type: RecordType, depth: Int, _ outcome: inout Outcome
  ) async throws {
    var name = start
    for _ in 0...ZoneAnswer.maximumAliasCount {
      guard
        let reply = try await descend(to: name, type, depth: depth, &outcome)
      else {
        outcome.code = .serverFailure
        return
      }
      outcome.code = reply.message.header.responseCode
      let end = reply.follow(from: name, to: type, &outcome.answers)
      guard let end else { return }
      name = end
    }
    outcome.fail("the aliases of \(start) do not end")
  }

  /// Goes from the root down to the servers of the zone that a name is in, and gives what they say.
  private func descend(
    to name: Name, _ type: RecordType, depth: Int, _ outcome: inout Outcome
  ) async throws -> ZoneReply? {
    var zone = Name.root
    var addresses = rootAddresses
    while true {
      guard
        let reply = try await ask(
          addresses, Question(name: name, type: type), in: zone, &outcome)
      else { return nil }
      guard let referral = reply.referral(for: name) else { return reply }
      zone = referral.zone
      addresses = try await self.addresses(of: referral, depth: depth, &outcome)
      guard !addresses.isEmpty else {
        outcome.fail("no address of a name server of \(zone) can be found")
        return nil
      }
    }
  }

  /// Asks one server after the other until one says something of use.
  private func ask(
    _ addresses: [String], _ question: Question, in zone: Name, _ outcome: inout Outcome
  ) async throws -> ZoneReply? {
    for address in addresses {
      guard outcome.hops.count < Self.maximumQuestionCount else {
        outcome.fail("the search took more than \(Self.maximumQuestionCount) questions")
        return nil
      }
      outcome.hops.append(Hop(zone: zone, address: address))
      let query = Message.query(
        id: UInt16(truncatingIfNeeded: outcome.hops.count), question, edns: EDNS())
      guard let message = try await exchange(query, address) else { continue }
      let reply = ZoneReply(message: message, zone: zone)
      if reply.isUseful(for: query) { return reply }
    }
    outcome.fail("no name server of \(zone) answers for \(question.name)")
    return nil
  }

  /// The addresses in the referral, or those that a search of their own finds.
  private func addresses(
    of referral: ZoneReply.Referral, depth: Int, _ outcome: inout Outcome
  ) async throws -> [String] {
    guard referral.addresses.isEmpty, depth < Self.maximumDepth else { return referral.addresses }
    var found: [String] = []
    for server in referral.servers where !server.isSubdomain(of: referral.zone) {
      for type in [RecordType.a, .aaaa] where found.isEmpty {
        var inner = Outcome()
        inner.hops = outcome.hops
        try await search(server, type, depth: depth + 1, &inner)
        outcome.hops = inner.hops
        found += inner.answers.compactMap(\.data.address)
      }
      if !found.isEmpty { return found }
    }
    return found
  }
}

extension IterativeResolver.Outcome {
  /// Notes the first reason: what follows from it says less.
  fileprivate mutating func fail(_ reason: String) {
    code = .serverFailure
    if problem == nil { problem = reason }
  }
}
