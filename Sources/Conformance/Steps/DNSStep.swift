internal import DNSWire

/// Asks a panel's name server one question.
enum DNSStep: StepKind {
  static let contract = StepContract(
    keyword: "dns",
    summary: "Asks one of a panel's name servers a question, as `dig +norecurse` would.",
    fields: [
      .optional("panel", .text, "which panel; the first declared when left out"),
      .required(
        "at", .text, "a name server by its name, such as `ns1.company.com`, or by its address"),
      .required("name", .text, "the name that is asked for"),
      .optional(
        "type", .recordType(or: []), "the type: `A` when left out, `AXFR` for a whole zone over TCP"
      ),
      .optional("over", .choice(["udp", "tcp"]), "`udp` when left out"),
      .optional(
        "from", .text, "the address to come from; one that no namespace has when left out"),
      .optional(
        "size", .range(0...Int64(UInt16.max), or: "none"),
        """
        the largest UDP answer that is taken, told by EDNS; `1232` when left out, `none` for no EDNS
        """),
      .optional(
        "dnssec", .flag,
        "whether signatures and proofs are asked for, the flag DO; `no` when left out"),
    ],
    shorthand: nil,
    subjects: [
      .init(
        "rcode",
        "`NOERROR`, `NXDOMAIN`, `REFUSED` …; `none` without an answer to this very question"),
      .init("aa", "`yes` or `no`: whether the server answers with authority"),
      .init("flags", "the flags that are set, as `dig` prints them: `qr`, `aa`, `tc`, `rd` …"),
      .init("answer", "the records of the answer as lines of a zone file, sorted as text"),
      .init("authority", "the records of the authority section, in the same manner"),
      .init("additional", "the records of the additional section, in the same manner"),
      .init(
        "data", "what the records of the answer say, without name, TTL, class and type, sorted"),
    ],
    counted: "answer",
    example: """
      - dns: { at: ns1.company.com, name: example.net, type: NS }
        check:
          - { clause: NS-19, rcode: NOERROR }
          - { clause: NS-19, aa: yes }
          - { clause: NS-18, data: [ns1.company.com., ns2.company.com.] }
      """, isLooking: true)

  /// The identifier of every question; nobody else can answer in between.
  private static let id: UInt16 = 0x6E73

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    let query = Message.query(id: id, try question(arguments), edns: try edns(arguments))
    let packets = try await session.askDNS(
      try query.encoded(), at: try arguments.required("at"),
      of: arguments.text("panel") ?? "", over: arguments.text("over") ?? "udp",
      from: arguments.text("from"))
    // Clients wait on when somebody answers another question.
    let answers = packets.filter { $0.starts(with: [UInt8(id >> 8), UInt8(id & 0xFF)]) }
    var seen = observation(try answers.map { try message($0, to: query) }, to: query)
    seen.evidence.append(
      Evidence(
        "reproduce",
        Reproduction.dig(
          try arguments.required("at"), name: try arguments.required("name"),
          type: arguments.text("type") ?? "A", overTCP: arguments.text("over") == "tcp")))
    return seen
  }

  /// The question that `name` and `type` make.
  static func question(_ arguments: StepArguments) throws -> Question {
    let text = try arguments.required("name")
    guard let name = try? Name(text) else {
      throw StepFault.badValue(field: "name", value: text, expected: "a domain name")
    }
    let word = arguments.text("type") ?? "A"
    guard let type = RecordType(word) else {
      throw StepFault.badValue(field: "type", value: word, expected: "a type such as A or NS")
    }
    return Question(name: name, type: type)
  }

  private static func edns(_ arguments: StepArguments) throws -> EDNS? {
    let wantsProofs = try arguments.flag("dnssec") ?? false
    guard let text = arguments.text("size") else { return EDNS(isDNSSECWanted: wantsProofs) }
    if text == "none" {
      guard !wantsProofs else {
        throw StepFault.badValue(
          field: "size", value: text, expected: "a number: the flag of 'dnssec' needs EDNS")
      }
      return nil
    }
    guard let size = UInt16(text) else {
      throw StepFault.badValue(
        field: "size", value: text, expected: "a whole number from 0 to 65535, or 'none'")
    }
    return EDNS(payloadSize: size, isDNSSECWanted: wantsProofs)
  }

  private static func flags(_ header: Header) -> [String] {
    let flags = [
      ("qr", header.isResponse), ("aa", header.isAuthoritative), ("tc", header.isTruncated),
      ("rd", header.isRecursionDesired), ("ra", header.isRecursionAvailable),
      ("ad", header.isAuthenticData), ("cd", header.isCheckingDisabled),
    ]
    return flags.filter(\.1).map(\.0)
  }

  private static func message(_ packet: [UInt8], to query: Message) throws(StepFault) -> Message {
    let message: Message
    do {
      message = try Message(decoding: packet)
    } catch {
      throw .target("the name server's answer cannot be read: \(error)")
    }
    guard message.header.isResponse, message.header.id == query.header.id else {
      throw .target("the name server answered another question")
    }
    return message
  }

  private static func observation(_ messages: [Message], to query: Message) -> Observation {
    var seen = Observation()
    let header = messages.first?.header
    let answers = messages.flatMap(\.answers)
    seen.values["rcode"] = [header.map { "\($0.responseCode)" } ?? "none"]
    seen.values["aa"] = header.map { [$0.isAuthoritative ? "yes" : "no"] } ?? []
    seen.values["flags"] = header.map(flags) ?? []
    seen.values["answer"] = answers.map(\.description).sorted()
    seen.values["authority"] = messages.flatMap(\.authorities).map(\.description).sorted()
    seen.values["additional"] = messages.flatMap(\.additionals).map(\.description).sorted()
    seen.values["data"] = answers.map { "\($0.data)" }.sorted()
    let lines = ["rcode", "flags", "answer", "authority", "additional"].flatMap { subject in
      (seen.values[subject] ?? []).map { "\(subject): \($0)" }
    }
    let question = query.questions.map { "\($0.name) \($0.type)" }.joined()
    seen.evidence = [
      Evidence("question", question), Evidence("answer", lines.joined(separator: "\n")),
    ]
    return seen
  }
}
