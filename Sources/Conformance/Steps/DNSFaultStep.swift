/// Makes a panel's name servers misbehave.
enum DNSFaultStep: StepKind {
  static let contract = StepContract(
    keyword: "dns-fault",
    summary: """
      Makes a panel's name servers misbehave, from here to the end of the case; a fault that never \
      fires makes the case an error.
      """,
    fields: [
      .optional("panel", .text, "which panel; the first declared when left out"),
      .required(
        "do", .choice(DNSFaultWish.Effect.allCases.map(\.rawValue)),
        """
        `drop`: no answer; `delay`: the answer after `milliseconds`; `servfail`: SERVFAIL; `lame`: \
        REFUSED, as of a server without the zone; `truncate`: over UDP only TC; `wrong-id`: the \
        answer to another question; `stale`: the answer as it was at this step
        """),
      .optional("at", .text, "only at this name server, by name or address; at all when left out"),
      .optional("name", .text, "only for this name and those below it"),
      .optional(
        "type", .recordType(or: ["NOTIFY"]), "only for this type, such as `AXFR`, or `NOTIFY`"),
      .optional("over", .choice(["udp", "tcp"]), "only over this transport"),
      .optional("from", .text, "only for this client's address"),
      .optional("milliseconds", .number, "`delay`: how long; `100` when left out"),
      .optional(
        "call", FaultStep.calls(or: nil),
        "the first of those messages that it hits; `1` when left out"),
      .optional(
        "times", FaultStep.calls(or: "always"), "how often, or `always`; `always` when left out"),
    ],
    shorthand: nil, subjects: [], counted: nil,
    example: """
      - dns-fault: { do: stale, at: ns2.company.com, name: example.net }
      - dns-fault: { panel: second, do: drop, type: NOTIFY, times: 1 }
      """)

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    let text = try arguments.required("do")
    guard let effect = DNSFaultWish.Effect(rawValue: text) else {
      throw StepFault.badValue(
        field: "do", value: text,
        expected: DNSFaultWish.Effect.allCases.map(\.rawValue).joined(separator: ", "))
    }
    let wish = DNSFaultWish(
      effect: effect, server: arguments.text("at"), name: arguments.text("name"),
      type: arguments.text("type"), transport: arguments.text("over"),
      client: arguments.text("from"),
      milliseconds: arguments.text("milliseconds") == nil
        ? 100 : Int(try arguments.number("milliseconds")))
    let fault = PanelFault(
      .nameServer(wish), firstCall: try FaultStep.call(arguments),
      times: arguments.text("times") == nil ? nil : try FaultStep.times(arguments))
    try await session.put(fault, on: arguments.text("panel") ?? "")
    var seen = Observation()
    seen.evidence = [Evidence("fault", fault.description)]
    return seen
  }
}
