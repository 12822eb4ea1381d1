internal import DNSWire

/// Asks one of a panel's name servers for a whole zone.
enum TransferStep: StepKind {
  static let contract = StepContract(
    keyword: "transfer",
    summary: "Asks one of a panel's name servers for a whole zone over TCP, as a secondary would.",
    fields: [
      .optional("panel", .text, "which panel; the first declared when left out"),
      .required(
        "at", .text, "a name server by its name, such as `ns1.company.com`, or by its address"),
      .required("name", .text, "the name of the zone"),
      .optional(
        "from", .text, "the address to come from; one that no namespace has when left out"),
      .optional(
        "serial", .range(0...Int64(UInt32.max), or: nil),
        "the serial that is there already: asks for IXFR, else for AXFR"),
    ],
    shorthand: nil,
    subjects: [
      .init(
        "outcome",
        """
        `done`; `current` when there is nothing newer than `serial`; the code of a refusal such as \
        `REFUSED`; `none` without an answer; `broken` for an answer that is no zone
        """),
      .init("records", "all records as lines of a zone file, the SOA once, sorted as text"),
      .init("serial", "the serial of the zone"),
      .init("error", "what is wrong with a `broken` answer"),
    ],
    counted: "records",
    example: """
      - transfer: { at: ns1.company.com, name: example.net, from: 127.0.0.9 }
        check:
          - { clause: NS-27, outcome: REFUSED }
          - { clause: NS-27, count: 0 }
      """, isLooking: true)

  /// The identifier of every query; nobody else can answer in between.
  private static let id: UInt16 = 0x6E74

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    let text = try arguments.required("name")
    guard let zone = try? Name(text) else {
      throw StepFault.badValue(field: "name", value: text, expected: "a domain name")
    }
    let query = try query(for: zone, arguments)
    let packets = try await session.askDNS(
      try query.encoded(), at: try arguments.required("at"),
      of: arguments.text("panel") ?? "", over: "tcp", from: arguments.text("from"))
    var seen = Observation()
    observe(packets, zone, isIncremental: query.questions.first?.type == .ixfr, &seen)
    seen.evidence = [
      Evidence("question", query.questions.map { "\($0.name) \($0.type)" }.joined()),
      Evidence(
        "answer",
        ["outcome", "error", "records"].flatMap { seen.values[$0] ?? [] }.joined(separator: "\n")),
    ]
    return seen
  }

  private static func query(for zone: Name, _ arguments: StepArguments) throws -> Message {
    guard let text = arguments.text("serial") else {
      return Message.query(id: id, Question(name: zone, type: .axfr))
    }
    guard let serial = UInt32(text) else {
      throw StepFault.badValue(
        field: "serial", value: text, expected: "a whole number from 0 to \(UInt32.max)")
    }
    var query = Message.query(id: id, Question(name: zone, type: .ixfr))
    // Only the serial counts (RFC 1995 section 3).
    let authority = StartOfAuthority(
      primary: zone, mailbox: zone, serial: SerialNumber(serial), refresh: 0, retry: 0, expire: 0,
      minimum: 0)
    query.authorities = [ResourceRecord(name: zone, ttl: 0, data: .soa(authority))]
    return query
  }

  private static func observe(
    _ packets: [[UInt8]], _ zone: Name, isIncremental: Bool, _ seen: inout Observation
  ) {
    guard let first = packets.first else {
      seen.values["outcome"] = ["none"]
      return
    }
    if isIncremental, packets.count == 1, let message = try? Message(decoding: first),
      message.answers.count == 1, case .soa(let soa)? = message.answers.first?.data
    {
      seen.values["outcome"] = ["current"]
      seen.values["serial"] = ["\(soa.serial)"]
      return
    }
    do throws(TransferError) {
      let content = try content(of: packets, zone)
      seen.values["outcome"] = ["done"]
      seen.values["records"] = content.records.map(\.description).sorted()
      seen.values["serial"] = ["\(content.startOfAuthority.serial)"]
    } catch {
      if case .refused(let code) = error {
        seen.values["outcome"] = ["\(code)"]
      } else {
        seen.values["outcome"] = ["broken"]
        seen.values["error"] = ["\(error)"]
      }
    }
  }

  private static func content(
    of packets: [[UInt8]], _ zone: Name
  ) throws(TransferError) -> Zone {
    var collector = TransferCollector(origin: zone, id: id)
    for packet in packets { _ = try collector.receive(packet) }
    return try collector.zone()
  }
}
