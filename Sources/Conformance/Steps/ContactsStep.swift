/// Looks at whom the billing side has asked.
enum ContactsStep: StepKind {
  static let contract = StepContract(
    keyword: "contacts",
    summary: """
      Looks at the hosts that the billing side has sent requests to since the case began, mail servers \
      excepted; it takes no fields.
      """,
    fields: [], shorthand: nil,
    subjects: [
      .init("host", "each host that is no declared panel"),
      .init("panel", "each declared panel that was asked, in the order of the first request"),
    ],
    counted: "host",
    example: """
      - contacts: {}
        check:
          - { clause: NS-20, count: 0 }
          - { clause: NS-20, panel: first }
      """, isLooking: true)

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    let contacts = try await session.contactedHosts()
    var seen = Observation()
    seen.values["host"] = contacts.filter { $0.panel == nil }.map(\.host)
    seen.values["panel"] = contacts.compactMap(\.panel)
    let lines = contacts.map { "\($0.host) \($0.panel.map { "(panel \($0))" } ?? "")" }
    seen.evidence = [Evidence("contacts", lines.joined(separator: "\n"))]
    return seen
  }
}
