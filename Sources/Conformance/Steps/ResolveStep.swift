internal import DNSWire

/// Searches for records from the root down.
enum ResolveStep: StepKind {
  static let contract = StepContract(
    keyword: "resolve",
    summary: """
      Searches from the root of a panel's world as a recursive resolver does, by delegations; the \
      world must declare `parent` zones.
      """,
    fields: [
      .optional("panel", .text, "which panel; the first declared when left out"),
      .required("name", .text, "the name that is searched for"),
      .optional("type", .recordType(or: []), "the type: `A` when left out"),
    ],
    shorthand: nil,
    subjects: [
      .init("rcode", "`NOERROR`, `NXDOMAIN`, or `SERVFAIL` when no server on the way answers"),
      .init("answer", "the aliases and records as lines of a zone file, sorted as text"),
      .init("data", "what the records say, without name, TTL, class and type, sorted"),
      .init("path", "who was asked, in order: `net. at 127.54.0.2`"),
    ],
    counted: "answer",
    example: """
      - resolve: { name: www.example.net }
        check:
          - { clause: NS-19, rcode: NOERROR }
          - { clause: NS-19, data: 192.0.2.10 }
      """, isLooking: true)

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    let question = try DNSStep.question(arguments)
    let panel = arguments.text("panel") ?? ""
    let root = try await session.rootServer(of: panel)
    let resolver = IterativeResolver(rootAddresses: [root]) { query, address in
      try await reply(to: query, at: address, of: panel, session)
    }
    return observation(try await resolver.resolve(question.name, question.type), of: question)
  }

  /// Asks over UDP, and again over TCP what did not fit.
  private static func reply(
    to query: Message, at address: String, of panel: String, _ session: any TargetSession
  ) async throws -> Message? {
    for transport in ["udp", "tcp"] {
      guard
        let packet = try await ask(query, at: address, of: panel, over: transport, session),
        let message = try? Message(decoding: packet)
      else { return nil }
      if !message.header.isTruncated { return message }
    }
    return nil
  }

  /// An address of nobody is one that does not answer.
  private static func ask(
    _ query: Message, at address: String, of panel: String, over transport: String,
    _ session: any TargetSession
  ) async throws -> [UInt8]? {
    do {
      return try await session.askDNS(
        try query.encoded(), at: address, of: panel, over: transport
      ).first
    } catch TargetError.unknownName(kind: "name server", _, _) {
      return nil
    }
  }

  private static func observation(
    _ outcome: IterativeResolver.Outcome, of question: Question
  ) -> Observation {
    var seen = Observation()
    seen.values["rcode"] = ["\(outcome.code)"]
    seen.values["answer"] = outcome.answers.map(\.description).sorted()
    seen.values["data"] = outcome.answers.map { "\($0.data)" }.sorted()
    seen.values["path"] = outcome.hops.map(\.description)
    let lines =
      ["\(outcome.code)"] + (outcome.problem.map { [$0] } ?? [])
      + outcome.answers.map(\.description)
    seen.evidence = [
      Evidence("question", "\(question.name) \(question.type)"),
      Evidence("path", outcome.hops.map(\.description).joined(separator: "\n")),
      Evidence("answer", lines.joined(separator: "\n")),
    ]
    return seen
  }
}
