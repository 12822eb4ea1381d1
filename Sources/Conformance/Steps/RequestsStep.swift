/// Counts what a panel has received.
enum RequestsStep: StepKind {
  static let contract = StepContract(
    keyword: "requests",
    summary: "Looks at what a panel has received since the case began, from anybody.",
    fields: [
      .optional("panel", .text, "which panel; the first declared when left out"),
      .optional("func", .text, "only this function"),
      .optional("account", .text, "only requests in this account's name"),
      .optional("outcome", .text, "only those answered so: `ok` or an error's type"),
    ],
    shorthand: "panel",
    subjects: [
      .init("request", "each request as `func account outcome`, oldest first"),
      .init("func", "the function of each request"),
      .init("account", "the account of each request"),
    ],
    counted: "request",
    example: """
      - requests: { panel: second }
        check:
          - { clause: NS-43, count: 0 }
      """, isLooking: true)

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    func isWanted(_ field: String, _ value: String) -> Bool {
      arguments.text(field).map { $0 == value } ?? true
    }
    let requests = try await session.requests(to: arguments.text("panel") ?? "").filter {
      isWanted("func", $0.function) && isWanted("account", $0.account)
        && isWanted("outcome", $0.outcome)
    }
    var seen = Observation()
    seen.values["request"] = requests.map { "\($0.function) \($0.account) \($0.outcome)" }
    seen.values["func"] = requests.map(\.function)
    seen.values["account"] = requests.map(\.account)
    seen.evidence = [
      Evidence("requests", seen.values["request"]?.joined(separator: "\n") ?? "")
    ]
    return seen
  }
}
